import IpaiAdvisor

extension RuleCases {
  static let singleNodeDatabase = RuleCases(
    "DO-REL-004",
    fails: [
      RuleCase(
        "in Production", account("Production", more: "," + TestDatabase.invoice(60)),
        [
          .init(
            "do:dbaas:d", nil, .high, saving: -60,
            fix: ["\(TestDatabase.resize) 2 --size db-s-2vcpu-4gb --storage-size-mib 61440"])
        ]),
      RuleCase(
        "in a project without an environment", account(""), [.init("do:dbaas:d", nil, .medium)]),
      RuleCase("in no project", TestDatabase.account(nodes: 1), [.init("do:dbaas:d", nil, .medium)]),
      RuleCase(
        "an engine of one or three nodes",
        account(
          "Production",
          more: ",\(TestDatabase.invoice(60)),\(TestDatabase.options("mysql", [(3, ["db-s-2vcpu-4gb"]), (1, [])]))"),
        [.init("do:dbaas:d", saving: -120, fix: ["\(TestDatabase.resize) 3 --size db-s-2vcpu-4gb"])]),
    ],
    passes: [
      RuleCase("two nodes", account("Production", nodes: 2)),
      RuleCase("in Staging", account("Staging")),
      RuleCase("in Development", account("Development")),
    ],
    notAssessed: [
      RuleCase("without the right to read projects", account("Production"), lacking: [.project]),
      RuleCase(
        "the resources of its project were not read", TestDatabase.account(nodes: 1), partial: [.projectResources]),
      RuleCase("how many nodes it has is not known", #"{"databases":[{"id":"d"}]}"#),
    ],
    guarded: [
      RuleCase(
        "the smallest plan takes no standby node", account("Production", size: "db-s-1vcpu-1gb", more: "," + small),
        [
          .init(
            "do:dbaas:d",
            fix: [
              "not offered with 2 nodes", "\(TestDatabase.resize) 2 --size db-s-1vcpu-2gb --storage-size-mib 61440",
            ])
        ]),
      RuleCase(
        "no size of the family is offered", account("Production", size: "db-intel-1vcpu-1gb", more: "," + small),
        [.init("do:dbaas:d", fix: ["--size '<larger_size>'"])]),
    ])

  private static let small = TestDatabase.options(
    "mysql", [(1, ["db-s-1vcpu-1gb"]), (2, ["db-s-2vcpu-4gb", "db-s-1vcpu-2gb", "gd-1vcpu-2gb", "odd"])])

  private static func account(
    _ environment: String, nodes: Int = 1, size: String = "db-s-2vcpu-4gb", more: String = ""
  ) -> String {
    TestDatabase.account(nodes: nodes, size: size, more: TestDatabase.project(environment) + more)
  }
}
