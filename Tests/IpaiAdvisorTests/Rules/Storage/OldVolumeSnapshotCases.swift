import IpaiAdvisor

extension RuleCases {
  static let oldVolumeSnapshot = RuleCases(
    "DO-COST-008",
    fails: [
      RuleCase(
        "just over 90 days, and not the newest", two(made: "2026-08-02T23:59:59Z"),
        [.init("do:snapshot:a", nil, .low, saving: 0.6, fix: ["doctl compute snapshot delete a"])])
    ],
    passes: [
      RuleCase("90 days", two(made: "2026-08-03T00:00:00Z")),
      RuleCase("the newest", VolumeText.account([VolumeText.snapshot("a", of: "v", "volume", made: old)])),
      RuleCase(
        "snapshots of Droplets",
        VolumeText.account([
          VolumeText.snapshot("5", of: "1", "droplet", made: old),
          VolumeText.snapshot("6", of: "1", "droplet", made: old),
        ])),
    ],
    notAssessed: [
      RuleCase("without the right to read snapshots", two(), lacking: [.snapshot]),
      RuleCase("not all snapshots were read", two(), partial: [.snapshots]),
      RuleCase("without the right to read tags", two(), lacking: [.tag]),
      RuleCase(
        "when it was made was not read", #"{"snapshots":[{"id":"5","resource_type":"volume","resource_id":"v"}]}"#),
    ],
    guarded: [
      RuleCase(
        "a cluster made it", two(name: "snapshot-0a0b0c0d-0001-0002-0003-0a0b0c0d0e0f"),
        [
          .init(
            "do:snapshot:a", nil, .low,
            fix: [
              "kubectl get volumesnapshotcontent snapcontent-0a0b0c0d-0001-0002-0003-0a0b0c0d0e0f",
              "kubectl delete volumesnapshot '<name>' --namespace '<namespace>'",
            ])
        ]),
      RuleCase("it has a tag to keep it", two(tags: #"["keep"]"#)),
    ])

  private static let old = "2026-01-01T00:00:00Z"

  private static func two(made: String = old, name: String = "s", tags: String = "[]") -> String {
    VolumeText.account([
      VolumeText.snapshot("a", of: "v", "volume", made: made, name: name, tags: tags),
      VolumeText.snapshot("b", of: "v", "volume", made: "2026-10-30T00:00:00Z"),
    ])
  }
}
