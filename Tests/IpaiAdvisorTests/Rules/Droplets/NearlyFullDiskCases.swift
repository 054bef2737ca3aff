import IpaiAdvisor

extension RuleCases {
  static let nearlyFullDisk = RuleCases(
    "DO-REL-016",
    fails: [
      RuleCase(
        "86 % are used", account([disk("/", used: 0.86)]),
        [
          .init(
            "do:droplet:1", "/", .high,
            fix: ["volume create web-data --region fra1 --size 100GiB --fs-type ext4", "attach '<volume_id>' 1 --wait"])
        ]),
      RuleCase(
        "96 % are used, and another one",
        account([disk("/", used: 0.5), disk("/data", "sda", used: 0.96), disk("/log", "sdb", used: 0.9)]),
        [.init("do:droplet:1", "/data", .critical), .init("do:droplet:1", "/log", .high)]),
      RuleCase("95 % are used", account([disk("/", used: 0.95)]), [.init("do:droplet:1", "/", .high)]),
    ],
    passes: [
      RuleCase("85 % are used", account([disk("/", used: 0.85)])),
      RuleCase("half is used", account([disk("/", used: 0.5), disk("/data", "sda", used: 0.1)])),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", account([disk("/", used: 0.9)]), partial: [.autoscalePools]),
      RuleCase("without metrics", account([disk("/", used: 0.9)]), lacking: [.monitoring]),
      RuleCase("without the right to read tags", account([disk("/", used: 0.9)]), lacking: [.tag]),
      RuleCase("its file systems were not read", DropletAccount.text(metrics: .of(cpu: MetricStatistics(0.1)))),
      RuleCase("no file systems", account([])),
      RuleCase("too few samples", account([disk("/", used: 0.9, isCovered: false)])),
      RuleCase("its metrics were not read", DropletAccount.text()),
    ],
    guarded: [
      RuleCase(
        "a file system that is always full",
        account([
          disk("/", used: 0.5), disk("/snap/core", "loop0", "squashfs", used: 1),
          disk("/media", "sr0", "iso9660", used: 1),
        ])),
      RuleCase(
        "one that is mounted twice counts once",
        account([disk("/data", "sda", used: 0.9), disk("/srv/long/data", "sda", used: 0.9)]),
        [.init("do:droplet:1", "/data", .high)]),
      RuleCase(
        "a node of a cluster",
        DropletAccount.text(#"{"tags":["k8s"]}"#, metrics: .of { $0.fileSystems = [disk("/", used: 0.99)] })),
    ])

  private static func account(_ disks: [DropletMetrics.FileSystem]) -> String {
    DropletAccount.text(metrics: .of { $0.fileSystems = disks })
  }

  private static func disk(
    _ mountpoint: String, _ device: String = "vda1", _ type: String = "ext4", used: Double, isCovered: Bool = true
  ) -> DropletMetrics.FileSystem {
    .init(
      device: "/dev/" + device, mountpoint: mountpoint, fstype: type, size: 100, free: 100 * (1 - used),
      used: MetricSummary(isCovered ? MetricStatistics(used) : .sparse(used)), growthPerDay: 1)
  }
}
