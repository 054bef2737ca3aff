import IpaiAdvisor

extension RuleCases {
  static let replicasOnOneHost = RuleCases(
    "DO-REL-015",
    fails: [
      RuleCase(
        "two with the same tag", account([2: "web", 10: "web", 3: "db"], host: "[10,2,3]"),
        [.init("do:droplet:2", nil, .medium, fix: ["droplet neighbors 2", "snapshot 2 --snapshot-name web-move"])]),
      RuleCase(
        "two behind one load balancer",
        account([2: "a", 3: "b"], host: "[2,3]", rest: #"{"load_balancers":[{"id":"l","droplet_ids":[2,3]}]}"#),
        [.init("do:droplet:2", nil, .medium)]),
      RuleCase(
        "two with the tag of a load balancer, which says where they belong",
        account([2: "prod", 3: "prod"], host: "[2,3]", rest: #"{"load_balancers":[{"id":"l","tag":"prod"}]}"#),
        [.init("do:droplet:2", nil, .medium)]),
      RuleCase(
        "two kinds of work on one host", account([2: "web", 3: "web", 4: "db", 5: "db"], host: "[2,3,4,5]"),
        [.init("do:droplet:2", nil, .medium), .init("do:droplet:4", nil, .medium)]),
    ],
    passes: [
      RuleCase("they have different hosts", account([2: "web", 3: "web", 4: "db"], host: "[2,4]")),
      RuleCase("they do different work", account([2: "web", 3: "db"], host: "[2,3]")),
      RuleCase("no two share a host", account([2: "web", 3: "web"], host: "[]")),
    ],
    notAssessed: [
      RuleCase(
        "not all autoscale pools were read", account([2: "web", 3: "web"], host: "[2,3]"), partial: [.autoscalePools]),
      RuleCase("without hosts", account([2: "web", 3: "web"], host: "[2,3]"), without: [.neighbors]),
      RuleCase("without the right to read tags", account([2: "web", 3: "web"], host: "[2,3]"), lacking: [.tag]),
      RuleCase(
        "without the right to read load balancers", account([2: "web", 3: "web"], host: "[2,3]"),
        lacking: [.loadBalancer]),
    ],
    guarded: [
      RuleCase("nodes of a cluster", account([2: "k8s", 3: "k8s"], host: "[2,3]")),
      RuleCase("a tag that says where they belong", account([2: "production", 3: "production"], host: "[2,3]")),
      RuleCase("a tag of an environment", account([2: "production", 3: "production"], host: "[2,3]")),
    ])

  private static func account(_ tags: [Int: String], host: String, rest: String = "{}") -> String {
    let droplets = tags.sorted { $0.key < $1.key }.map { #"{"id":\#($0.key),"tags":["\#($0.value)"]}"# }
    return DropletAccount.joined([
      DropletAccount.text(parts: droplets, in: "droplets", rest: #"{"neighbors":[\#(host)]}"#), rest,
    ])
  }
}
