import IpaiAdvisor

extension RuleCases {
  static let volumeOfPoweredOffDroplet = RuleCases(
    "DO-COST-005",
    fails: [
      RuleCase(
        "off for just over 7 days", account(off: "2026-10-24T23:59:59Z"),
        [
          .init(
            "do:volume:v", nil, .low, saving: 10,
            fix: ["volume-action detach v 1 --wait", "snapshot v --snapshot-name data-parked", "volume delete v"])
        ]),
      RuleCase(
        "no action is listed, and the Droplet is old",
        #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[1]"#))],"droplets":[{"id":1,"status":"off","created_at":"2026-01-01T00:00:00Z"}],"droplet_actions":{"1":[]}}"#,
        [.init("do:volume:v", nil, .low)]),
    ],
    passes: [
      RuleCase("off for 7 days", account(off: "2026-10-25T00:00:00Z")),
      RuleCase("the Droplet runs", account(off: "2026-01-01T00:00:00Z", status: "active")),
      RuleCase("no Droplet has it", #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[]"#))]}"#),
    ],
    notAssessed: [
      RuleCase("gpuDroplets were not asked for", account(off: "2026-01-01T00:00:00Z"), without: [.gpuDroplets]),
      RuleCase("autoscalePools were not asked for", account(off: "2026-01-01T00:00:00Z"), without: [.autoscalePools]),
      RuleCase("dropletActions were not asked for", account(off: "2026-01-01T00:00:00Z"), without: [.dropletActions]),
      RuleCase("without the right to read volumes", account(off: "2026-01-01T00:00:00Z"), lacking: [.blockStorage]),
      RuleCase("without the right to read Droplets", account(off: "2026-01-01T00:00:00Z"), lacking: [.droplet]),
      RuleCase("without the right to read tags", account(off: "2026-01-01T00:00:00Z"), lacking: [.tag]),
      RuleCase("not all Droplets were read", account(off: "2026-01-01T00:00:00Z"), partial: [.droplets]),
      RuleCase("its Droplet was not read", #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[7]"#))]}"#),
      RuleCase(
        "the actions were not read",
        #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[1]"#))],"droplets":[{"id":1,"status":"off"}]}"#),
    ],
    guarded: [
      RuleCase("the Droplet is kept", account(off: "2026-01-01T00:00:00Z", tags: #"["keep"]"#)),
      RuleCase("the volume is kept", account(off: "2026-01-01T00:00:00Z", volume: #""tags":["keep"]"#)),
      RuleCase("a node of a cluster", account(off: "2026-01-01T00:00:00Z", tags: #"["k8s"]"#)),
      RuleCase("reported with its Droplet only", account(off: "2026-10-26T00:00:00Z")),
    ])

  private static func account(
    off: String, status: String = "off", tags: String = "[]", volume: String = #""tags":[]"#
  ) -> String {
    """
    {"volumes":[\(VolumeText.volume(#""droplet_ids":[1]"#, volume))],
     "droplets":[{"id":1,"status":"\(status)","created_at":"2020-01-01T00:00:00Z","tags":\(tags)}],
     "droplet_actions":{"1":[{"id":7,"type":"shutdown","status":"completed","completed_at":"\(off)"}]}}
    """
  }
}
