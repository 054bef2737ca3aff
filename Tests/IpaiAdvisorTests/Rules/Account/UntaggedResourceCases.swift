import IpaiAdvisor

extension RuleCases {
  static let untaggedResource = RuleCases(
    "DO-OPS-005",
    fails: [
      RuleCase(
        "one of each kind", account(),
        [
          .init(
            "do:droplet:1", nil, .low,
            fix: ["compute tag create '<tag>'", "compute tag apply '<tag>' --resource=do:droplet:1"]),
          .init("do:volume:v1", nil, .low), .init("do:dbaas:d1", nil, .low), .init("do:kubernetes:k1", nil, .low),
        ])
    ],
    passes: [
      RuleCase("all have tags", account(tags: #""web""#)),
      RuleCase("an account with four resources", account(droplets: "")),
    ],
    notAssessed: [
      RuleCase("tags cannot be read", account(), lacking: [.tag]),
      RuleCase("pools were not read", account(), without: [.autoscalePools]),
      RuleCase(
        "no tags in the answer",
        #"{"droplets":[{"id":1},{"id":2},{"id":3},{"id":4},{"id":5}]}"#),
    ],
    guarded: [
      RuleCase(
        "nodes and volumes of a cluster",
        account(
          droplets: #"{"id":1,"tags":["k8s","k8s:k1"]},{"id":2,"tags":["web"]},{"id":3,"tags":["web"]}"#,
          tags: #""web""#, volumes: #"{"id":"v9","name":"pvc-1","tags":[]},"#)),
      RuleCase(
        "members of a pool",
        account(
          droplets: #"{"id":1,"tags":["autoscale:p1"]},{"id":2,"tags":["web"]},{"id":3,"tags":["web"]}"#,
          tags: #""web""#,
          more: #","autoscale_pools":[{"id":"p1"}]"#)),
    ])

  private static func account(
    droplets: String = #"{"id":1,"tags":[]},{"id":2,"tags":["web"]}"#, tags: String = "", volumes: String = "",
    more: String = ""
  ) -> String {
    let others = droplets.replacing("[]", with: "[\(tags)]")
    return """
      {"droplets":[\(others)],"volumes":[\(volumes){"id":"v1","name":"data","tags":[\(tags)]}],
       "databases":[{"id":"d1","tags":\(tags.isEmpty ? "null" : "[\(tags)]")}],
       "kubernetes_clusters":[{"id":"k1","tags":["k8s","k8s:k1"\(tags.isEmpty ? "" : ",\(tags)")]}]\(more)}
      """
  }
}
