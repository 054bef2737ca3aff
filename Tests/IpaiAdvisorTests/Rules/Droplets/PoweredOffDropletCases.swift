import IpaiAdvisor

extension RuleCases {
  static let poweredOffDroplet = RuleCases(
    "DO-COST-001",
    fails: [
      RuleCase(
        "off for eight days, with backups",
        account(off: "2026-10-23T23:00:00Z", more: #""features":["backups"],"name":"it's $(here)""#),
        [
          .init(
            "do:droplet:1", nil, .medium, saving: 24 * 1.2 - 80 * 0.06,
            fix: ["droplet-action snapshot 1 --snapshot-name it-s---here--final", "droplet delete 1"])
        ]),
      RuleCase(
        "no action is listed, and it is old",
        #"{"droplets":[{"id":1,"status":"off","created_at":"2026-01-01T00:00:00Z"}],"droplet_actions":{"1":[]}}"#,
        [.init("do:droplet:1")]),
    ],
    passes: [
      RuleCase("off for six days", account(off: "2026-10-26T00:00:00Z")),
      RuleCase("it runs", #"{"droplets":[{"id":1,"status":"active","created_at":"2020-01-01T00:00:00Z"}]}"#),
    ],
    notAssessed: [
      RuleCase("without the right to read Droplets", account(off: "2026-01-01T00:00:00Z"), lacking: [.droplet]),
      RuleCase("its actions were not read", #"{"droplets":[{"id":1,"status":"off"}]}"#, partial: [.dropletActions]),
    ],
    guarded: [
      RuleCase("a node of a cluster", account(off: "2026-01-01T00:00:00Z", more: #""tags":["k8s:abc"]"#)),
      RuleCase("it has a tag to keep it", account(off: "2026-01-01T00:00:00Z", more: #""tags":["Keep"]"#)),
    ])

  private static func account(off: String, more: String = #""tags":[]"#) -> String {
    """
    {"droplets":[{"id":1,"status":"off","disk":80,"created_at":"2020-01-01T00:00:00Z",
      "size":{"slug":"s-2vcpu-4gb","price_monthly":24},"size_slug":"s-2vcpu-4gb",\(more)}],
     "droplet_actions":{"1":[{"id":7,"type":"power_off","status":"completed","completed_at":"\(off)"}]}}
    """
  }
}
