import IpaiAdvisor

extension RuleCases {
  static let oldDropletSnapshot = RuleCases(
    "DO-COST-007",
    fails: [
      RuleCase(
        "just over 90 days, and not the newest",
        VolumeText.account([
          VolumeText.snapshot("5", of: "1", "droplet", made: "2026-08-02T23:59:59Z"),
          VolumeText.snapshot("6", of: "1", "droplet", made: "2026-08-03T12:00:00Z"),
          VolumeText.snapshot("7", of: "1", "droplet", made: "2026-10-03T12:00:00Z"),
        ]), [.init("do:snapshot:5", nil, .low, saving: 0.6, fix: ["doctl compute snapshot delete 5"])]),
      RuleCase(
        "made in the same second: the one with the larger id is the newest",
        VolumeText.account([
          VolumeText.snapshot("10", of: "1", "droplet", made: old),
          VolumeText.snapshot("9", of: "1", "droplet", made: old),
        ]), [.init("do:snapshot:9", nil, .low)]),
      RuleCase(
        "so small that the least is billed",
        VolumeText.account([
          VolumeText.snapshot("9", of: "1", "droplet", made: old).replacing(":10,", with: ":0.01,"),
          VolumeText.snapshot("10", of: "1", "droplet", made: new),
        ]), [.init("do:snapshot:9", nil, .low, saving: 0.01)]),
    ],
    passes: [
      RuleCase(
        "90 days",
        VolumeText.account([
          VolumeText.snapshot("5", of: "1", "droplet", made: "2026-08-03T00:00:00Z"),
          VolumeText.snapshot("7", of: "1", "droplet", made: new),
        ])),
      RuleCase(
        "the newest of its Droplet, and those of volumes",
        VolumeText.account([
          VolumeText.snapshot("5", of: "1", "droplet", made: old),
          VolumeText.snapshot("6", of: "v", "volume", made: old),
          VolumeText.snapshot("7", of: "v", "volume", made: new),
          VolumeText.snapshot("8", of: "2", "droplet", made: new),
        ])),
    ],
    notAssessed: [
      RuleCase("droplets were not asked for", two(), without: [.droplets]),
      RuleCase("gpuDroplets were not asked for", two(), without: [.gpuDroplets]),
      RuleCase("without the right to read snapshots", two(), lacking: [.snapshot]),
      RuleCase("not all snapshots were read", two(), partial: [.snapshots]),
      RuleCase("without the right to read Droplets", two(), lacking: [.droplet]),
      RuleCase("without the right to read images", two(), lacking: [.image]),
      RuleCase("without the right to read tags", two(), lacking: [.tag]),
      RuleCase("not all pools were read", two(), partial: [.autoscalePools]),
      RuleCase("what it was made of was not read", #"{"snapshots":[{"id":"5","resource_type":"droplet"}]}"#),
    ],
    guarded: [
      RuleCase("the image of a Droplet is hidden", two(rest: #"{"droplets":[{"id":3,"image":{}}]}"#)),
      RuleCase("it has a tag to keep it", two(tags: #"["keep"]"#)),
      RuleCase(
        "a pool makes its Droplets from it",
        two(rest: #"{"autoscale_pools":[{"id":"p","droplet_template":{"image":"5"}}]}"#)),
      RuleCase("a Droplet was made from it", two(rest: #"{"droplets":[{"id":3,"image":{"id":5}}]}"#)),
      RuleCase(
        "a Droplet with graphics processors was made from it",
        two(rest: #"{"gpu_droplets":[{"id":3,"image":{"id":5}}]}"#)),
    ])

  private static let old = "2026-01-01T00:00:00Z"
  private static let new = "2026-10-01T00:00:00Z"

  private static func two(tags: String = "[]", rest: String = "{}") -> String {
    VolumeText.account(
      [
        VolumeText.snapshot("5", of: "1", "droplet", made: old, tags: tags),
        VolumeText.snapshot("7", of: "1", "droplet", made: new),
      ], rest: rest)
  }
}
