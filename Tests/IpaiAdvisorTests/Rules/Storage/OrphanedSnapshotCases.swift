import IpaiAdvisor

extension RuleCases {
  static let orphanedSnapshot = RuleCases(
    "DO-COST-009",
    fails: [
      RuleCase(
        "its Droplet and its volume are gone",
        VolumeText.account([
          VolumeText.snapshot("5", of: "99", "droplet", made: "2026-10-01T23:59:59Z"),
          VolumeText.snapshot("a", of: "w", "volume", made: "2026-01-01T00:00:00Z"),
        ]),
        [
          .init("do:snapshot:5", nil, .low, saving: 0.6, fix: ["doctl compute snapshot delete 5"]),
          .init("do:snapshot:a", nil, .low),
        ]),
      RuleCase(
        "a volume has the id of its Droplet", one(of: "99", rest: #"{"volumes":[{"id":"99","droplet_ids":[]}]}"#),
        [.init("do:snapshot:5", nil, .low)]),
    ],
    passes: [
      RuleCase(
        "30 days", VolumeText.account([VolumeText.snapshot("5", of: "99", "droplet", made: "2026-10-02T00:00:00Z")])),
      RuleCase(
        "they are there",
        VolumeText.account([
          VolumeText.snapshot("5", of: "1", "droplet", made: "2026-01-01T00:00:00Z"),
          VolumeText.snapshot("a", of: "v", "volume", made: "2026-01-01T00:00:00Z"),
        ])),
      RuleCase("its Droplet has graphics processors", one(of: "99", rest: #"{"gpu_droplets":[{"id":99}]}"#)),
    ],
    notAssessed: [
      RuleCase("autoscalePools were not asked for", one(of: "99"), without: [.autoscalePools]),
      RuleCase("without the right to read snapshots", one(of: "99"), lacking: [.snapshot]),
      RuleCase("without the right to read Droplets", one(of: "99"), lacking: [.droplet]),
      RuleCase("without the right to read volumes", one(of: "99"), lacking: [.blockStorage]),
      RuleCase("without the right to read images", one(of: "99"), lacking: [.image]),
      RuleCase("without the right to read tags", one(of: "99"), lacking: [.tag]),
      RuleCase("not all Droplets were read", one(of: "99"), partial: [.droplets]),
      RuleCase("Droplets with graphics processors were not read", one(of: "99"), without: [.gpuDroplets]),
      RuleCase("not all volumes were read", one(of: "99"), partial: [.volumes]),
      RuleCase("the image of a Droplet is hidden", one(of: "99", rest: #"{"droplets":[{"id":3,"image":{}}]}"#)),
      RuleCase(
        "when it was made was not read", #"{"snapshots":[{"id":"5","resource_type":"droplet","resource_id":"99"}]}"#),
    ],
    guarded: [
      RuleCase(
        "a cluster made it",
        VolumeText.account([
          VolumeText.snapshot(
            "a", of: "w", "volume", made: "2026-01-01T00:00:00Z", name: "snapshot-0a0b0c0d-0001-0002-0003-0a0b0c0d0e0f")
        ]), [.init("do:snapshot:a", nil, .low, fix: ["kubectl delete volumesnapshot"])]),
      RuleCase("it has a tag to keep it", one(of: "99", tags: #"["keep"]"#)),
      RuleCase(
        "a pool makes its Droplets from it",
        one(of: "99", rest: #"{"autoscale_pools":[{"id":"p","droplet_template":{"image":"5"}}]}"#)),
      RuleCase("a Droplet was made from it", one(of: "99", rest: #"{"droplets":[{"id":3,"image":{"id":5}}]}"#)),
    ])

  private static func one(of source: String, tags: String = "[]", rest: String = "{}") -> String {
    VolumeText.account(
      [VolumeText.snapshot("5", of: source, "droplet", made: "2026-01-01T00:00:00Z", tags: tags)], rest: rest)
  }
}
