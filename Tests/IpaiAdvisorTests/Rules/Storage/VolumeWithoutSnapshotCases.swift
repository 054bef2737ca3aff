import IpaiAdvisor

extension RuleCases {
  static let volumeWithoutSnapshot = RuleCases(
    "DO-REL-003",
    fails: [
      RuleCase(
        "no snapshot", account(),
        [
          .init(
            "do:volume:v", nil, .medium, saving: -6, fix: ["volume snapshot v --snapshot-name data-2026-11-01"])
        ]),
      RuleCase(
        "the newest is older than 30 days", account(snapshot: "2026-10-01T23:59:59Z"),
        [.init("do:volume:v", nil, .medium)]),
      RuleCase(
        "what is used of it is known",
        DropletAccount.text(
          metrics: .of {
            $0.fileSystems = [
              .init(
                device: "/dev/sda", mountpoint: "/mnt/data", size: 98 * 1_073_741_824, free: 48 * 1_073_741_824,
                used: MetricSummary(MetricStatistics(0.5)))
            ]
          }, rest: #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[1]"#))]}"#),
        [.init("do:volume:v", nil, .medium, saving: -3)]),
    ],
    passes: [
      RuleCase("30 days", account(snapshot: "2026-10-02T00:00:00Z")),
      RuleCase("no Droplet has it", #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[]"#))]}"#),
    ],
    notAssessed: [
      RuleCase("without the right to read volumes", account(), lacking: [.blockStorage]),
      RuleCase("without the right to read snapshots", account(), lacking: [.snapshot]),
      RuleCase("not all snapshots were read", account(), partial: [.snapshots]),
      RuleCase("without the right to read tags", account(), lacking: [.tag]),
      RuleCase("what it is attached to was not read", account(volume: #""droplet_ids":null"#)),
    ],
    guarded: [
      RuleCase("a volume of a cluster", account(volume: #""name":"pvc-1""#)),
      RuleCase("its database writes dumps elsewhere", account(volume: #""tags":["stateless"]"#)),
    ])

  private static func account(snapshot: String? = nil, volume: String = #""tags":[]"#) -> String {
    let snapshots = snapshot.map { VolumeText.snapshot("a", of: "v", "volume", made: $0) } ?? ""
    return #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[1]"#, volume))],"snapshots":[\#(snapshots)]}"#
  }
}
