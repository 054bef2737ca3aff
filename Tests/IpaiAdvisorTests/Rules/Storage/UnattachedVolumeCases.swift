import IpaiAdvisor

extension RuleCases {
  static let unattachedVolume = RuleCases(
    "DO-COST-004",
    fails: [
      RuleCase(
        "made just over 7 days ago", volume(#""created_at":"2026-10-24T23:59:59Z""#),
        [
          .init(
            "do:volume:v", nil, .medium, saving: 10,
            fix: ["volume snapshot v --snapshot-name data-final", "volume delete v"])
        ]),
      RuleCase(
        "the invoice says what it costs",
        #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[]"#))],"invoice_preview":[{"product":"Volumes","resource_uuid":"v","amount":"4","duration":"365","duration_unit":"Hours"}]}"#,
        [.init("do:volume:v", nil, .medium, saving: 8)]),
    ],
    passes: [
      RuleCase("made 7 days ago", volume(#""created_at":"2026-10-25T00:00:00Z""#)),
      RuleCase("a Droplet has it", #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[1]"#))]}"#),
    ],
    notAssessed: [
      RuleCase("without the right to read volumes", volume(), lacking: [.blockStorage]),
      RuleCase("without the right to read tags", volume(), lacking: [.tag]),
      RuleCase("what it is attached to was not read", #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":null"#))]}"#),
      RuleCase("when it was made was not read", #"{"volumes":[{"id":"v","droplet_ids":[]}]}"#),
    ],
    guarded: [
      RuleCase(
        "a volume of a cluster", volume(#""name":"pvc-0a""#),
        [
          .init(
            "do:volume:v", nil, .low, saving: 10,
            fix: ["kubectl get pv pvc-0a", "no PersistentVolume names", "volume snapshot v", "volume delete v"])
        ]),
      RuleCase("it has a tag to keep it", volume(#""tags":["KEEP"]"#)),
    ])

  private static func volume(_ more: String = #""tags":[]"#) -> String {
    #"{"volumes":[\#(VolumeText.volume(#""droplet_ids":[]"#, more))]}"#
  }
}
