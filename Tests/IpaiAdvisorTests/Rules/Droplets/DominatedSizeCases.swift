import IpaiAdvisor

extension RuleCases {
  static let dominatedSize = RuleCases(
    "DO-COST-020",
    fails: [
      RuleCase(
        "a newer size gives more for less", account(DropletAccount.size("s-2vcpu-4gb-new", 4096, 2, 100, 4, 20)),
        [
          .init(
            "do:droplet:1", nil, .low, saving: 4, fix: ["droplet-action resize 1 --size s-2vcpu-4gb-new --wait"])
        ]),
      RuleCase(
        "the cheapest of two, and it is off",
        account(
          DropletAccount.size("s-a", 4096, 2, 80, 4, 22) + "," + DropletAccount.size("s-b", 8192, 2, 80, 4, 23),
          #"{"status":"off"}"#), [.init("do:droplet:1", nil, .low, saving: 2, fix: ["--size s-a"])]),
    ],
    passes: [
      RuleCase("the other costs as much", account(DropletAccount.size("s-n", 4096, 2, 80, 4, 24))),
      RuleCase("less memory", account(DropletAccount.size("s-n", 4095, 2, 80, 4, 20))),
      RuleCase("fewer processors", account(DropletAccount.size("s-n", 4096, 1, 80, 4, 20))),
      RuleCase("a smaller disk", account(DropletAccount.size("s-n", 4096, 2, 79, 4, 20))),
      RuleCase("less transfer", account(DropletAccount.size("s-n", 4096, 2, 80, 3.9, 20))),
      RuleCase("not in its region", account(DropletAccount.size("s-n", 4096, 2, 80, 4, 20, regions: "[]"))),
      RuleCase("not offered", account(DropletAccount.size("s-n", 4096, 2, 80, 4, 20, isAvailable: false))),
    ],
    notAssessed: [
      RuleCase(
        "not all autoscale pools were read", account(DropletAccount.size("s-n", 4096, 2, 80, 4, 20)),
        partial: [.autoscalePools]),
      RuleCase("without sizes", account(DropletAccount.size("s-n", 4096, 2, 80, 4, 20)), lacking: [.sizes]),
      RuleCase("sizes were not all read", account(DropletAccount.size("s-n", 4096, 2, 80, 4, 20)), partial: [.sizes]),
      RuleCase("without tags", account(DropletAccount.size("s-n", 4096, 2, 80, 4, 20)), lacking: [.tag]),
      RuleCase(
        "its size was not read",
        account(DropletAccount.size("s-n", 4096, 2, 80, 4, 20), #"{"size":{"slug":"s-2vcpu-4gb"}}"#)),
    ],
    guarded: [
      RuleCase("another class", account(DropletAccount.size("s-n", 4096, 2, 80, 4, 20, "Premium AMD"))),
      RuleCase("processors of another maker", account(DropletAccount.size("s-2vcpu-4gb-amd", 4096, 2, 80, 4, 20))),
      RuleCase("graphics processors", account(DropletAccount.size("gpu-small", 4096, 2, 80, 4, 20))),
      RuleCase(
        "a member of a pool",
        DropletAccount.text(
          #"{"tags":["web","pool"]}"#,
          rest: """
            {"sizes":[\(DropletAccount.size("s-n", 4096, 2, 80, 4, 20))],"autoscale_pools":[{"id":"p",
             "droplet_template":{"tags":["pool"],"size":"s-2vcpu-4gb","region":"fra1"}}]}
            """)),
    ])

  private static func account(_ sizes: String, _ changes: String = "{}") -> String {
    DropletAccount.text(changes, rest: #"{"sizes":[\#(sizes)]}"#)
  }
}
