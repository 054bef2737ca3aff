import IpaiAdvisor

extension RuleCases {
  static let unusedCustomImage = RuleCases(
    "DO-COST-013",
    fails: [
      RuleCase(
        "just over 90 days, and nothing was made from it", image(#""created_at":"2026-08-02T23:59:59Z""#),
        [
          .init(
            "do:image:5", nil, .low, saving: 0.3, fix: ["Terraform", "doctl compute image delete 5"])
        ])
    ],
    passes: [
      RuleCase("90 days", image(#""created_at":"2026-08-03T00:00:00Z""#)),
      RuleCase("a Droplet was made from it", image(rest: #"{"droplets":[{"id":1,"image":{"id":5}}]}"#)),
      RuleCase("a snapshot", image(#""type":"snapshot""#)),
    ],
    notAssessed: [
      RuleCase("gpuDroplets were not asked for", image(), without: [.gpuDroplets]),
      RuleCase("autoscalePools were not asked for", image(), without: [.autoscalePools]),
      RuleCase("without the right to read images", image(), lacking: [.image]),
      RuleCase("without the right to read Droplets", image(), lacking: [.droplet]),
      RuleCase("without the right to read tags", image(), lacking: [.tag]),
      RuleCase("not all Droplets were read", image(), partial: [.droplets]),
      RuleCase("the image of a Droplet is hidden", image(rest: #"{"droplets":[{"id":1,"image":{}}]}"#)),
      RuleCase("when it was made was not read", image(#""created_at":null"#)),
    ],
    guarded: [
      RuleCase(
        "a pool makes its Droplets from it",
        image(rest: #"{"autoscale_pools":[{"id":"p","droplet_template":{"image":"5"}}]}"#)),
      RuleCase("new", image(#""status":"NEW""#)),
      RuleCase("pending", image(#""status":"pending""#)),
      RuleCase("retired", image(#""status":"retired""#)),
      RuleCase("it has a tag to keep it", image(#""tags":["keep"]"#)),
    ])

  private static func image(_ more: String = #""tags":[]"#, rest: String = "{}") -> String {
    let image = DropletAccount.joined([
      """
      {"id":5,"name":"base","distribution":"Unknown OS","type":"custom","status":"available","size_gigabytes":5,
       "created_at":"2026-01-01T00:00:00Z"}
      """, "{\(more)}",
    ])
    return DropletAccount.joined([#"{"images":[\#(image)]}"#, rest])
  }
}
