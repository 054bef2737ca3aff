import IpaiAdvisor

extension RuleCases {
  static let mostlyEmptyVolume = RuleCases(
    "DO-COST-006",
    fails: [
      RuleCase(
        // 19 % of 98 GiB are 18.62 GiB, and 28 GiB are 1.5 times that.
        "19 % are used", account([disk(used: 0.19)]),
        [
          .init(
            "do:volume:v", nil, .low, saving: 7.2,
            fix: [
              "volume create data-small --region fra1 --size 28GiB --fs-type ext4", "attach '<new_id>' 1 --wait",
            ])
        ]),
      RuleCase(
        "two of one size, which the folders tell apart",
        account([disk(used: 0.01), disk("/mnt/logs", "sdb", used: 0.9)], other: #","droplet_ids":[1]"#),
        [.init("do:volume:v", nil, .low, saving: 9.8)]),
      RuleCase(
        "two of one size, which their devices tell apart",
        account(
          [
            disk("/srv", "disk/by-id/scsi-0DO_Volume_data", used: 0.01),
            disk("/log", "disk/by-id/scsi-0DO_Volume_logs", used: 0.9),
          ],
          other: #","droplet_ids":[1]"#), [.init("do:volume:v", nil, .low)]),
    ],
    passes: [
      RuleCase("20 % are used", account([disk(used: 0.2)])),
      RuleCase("99 GiB", account([disk(used: 0.01)], volume: #""size_gigabytes":99"#)),
      RuleCase("no Droplet has it", #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[]"#))]}"#),
    ],
    notAssessed: [
      RuleCase("without metrics", account([disk(used: 0.1)]), lacking: [.monitoring]),
      RuleCase("without the right to read tags", account([disk(used: 0.1)]), lacking: [.tag]),
      RuleCase("without the right to read volumes", account([disk(used: 0.1)]), lacking: [.blockStorage]),
      RuleCase("its metrics were not read", #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[1]"#))]}"#),
      RuleCase("no file system of its size", account([disk(size: 50, used: 0.1)])),
      RuleCase("too few samples", account([disk(used: 0.1, isCovered: false)])),
      RuleCase("what it is attached to was not read", account([disk(used: 0.1)], volume: #""droplet_ids":null"#)),
      RuleCase("the disk that the Droplet starts from", account([disk("/", "vda1", used: 0.1)])),
    ],
    guarded: [
      RuleCase("a file system to start from", account([disk("/boot/data", "sda", used: 0.1)])),
      RuleCase("LVM", account([disk("/data", "mapper/vg-data", used: 0.1)])),
      RuleCase("RAID", account([disk("/data", "md0", used: 0.1)])),
      RuleCase(
        "two of one size, and nothing tells them apart",
        account([disk("/a", "sda", used: 0.1), disk("/b", "sdb", used: 0.9)])),
      RuleCase(
        "another volume of its size could be the one",
        account([disk("/a", "sda", used: 0.1)], other: #","droplet_ids":[1]"#)),
      RuleCase("a volume of a cluster", account([disk(used: 0.1)], volume: #""name":"pvc-1""#)),
      RuleCase("it has a tag to keep it", account([disk(used: 0.1)], volume: #""tags":["keep"]"#)),
    ])

  private static func disk(
    _ mountpoint: String = "/mnt/data", _ device: String = "sda", size: Double = 98, used: Double,
    isCovered: Bool = true
  ) -> DropletMetrics.FileSystem {
    let size = size * 1_073_741_824
    return .init(
      device: "/dev/" + device, mountpoint: mountpoint, fstype: "ext4", size: size, free: size * (1 - used),
      used: MetricSummary(isCovered ? MetricStatistics(used) : .sparse(used)))
  }

  private static func account(
    _ disks: [DropletMetrics.FileSystem], volume: String = #""tags":[]"#, other: String? = nil
  ) -> String {
    let small = other.map { #",{"id":"w","name":"logs","size_gigabytes":100,"tags":["keep"]\#($0)}"# } ?? ""
    return DropletAccount.text(
      metrics: .of { $0.fileSystems = disks },
      rest: #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[1]"#, volume))\#(small)]}"#)
  }
}
