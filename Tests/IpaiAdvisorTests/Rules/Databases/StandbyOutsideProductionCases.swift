import IpaiAdvisor

extension RuleCases {
  static let standbyOutsideProduction = RuleCases(
    "DO-COST-015",
    fails: [
      RuleCase(
        "three nodes in Staging", account("Staging", nodes: 3, more: "," + TestDatabase.invoice(90)),
        [
          .init(
            "do:dbaas:d", nil, .low, saving: 60,
            fix: ["\(TestDatabase.resize) 1 --size db-s-2vcpu-4gb --storage-size-mib 61440"])
        ]),
      RuleCase("two nodes in Development", account("Development"), [.init("do:dbaas:d", nil, .low)]),
      RuleCase(
        "the database names its project itself",
        TestDatabase.account(
          "mysql", #""project_id":"p""#,
          more: "\(TestDatabase.projectAlone("Staging")),\(TestDatabase.options("mysql", [(1, []), (2, [])]))"),
        [.init("do:dbaas:d")]),
    ],
    passes: [
      RuleCase("one node", account("Staging", nodes: 1)),
      RuleCase("in Production", account("Production")),
      RuleCase("in no project", TestDatabase.account()),
    ],
    notAssessed: [
      RuleCase("without the right to read projects", account("Staging"), lacking: [.project]),
      RuleCase("the resources of its project were not read", TestDatabase.account(), partial: [.projectResources]),
      RuleCase("the options were not read", account("Staging"), without: [.databaseOptions]),
      RuleCase("the options do not name its engine", TestDatabase.account(more: TestDatabase.project("Staging"))),
    ],
    guarded: [
      RuleCase("Kafka", account("Staging", nodes: 3, engine: "kafka")),
      RuleCase("OpenSearch", account("Staging", nodes: 3, engine: "opensearch")),
      RuleCase("an engine that is not offered with one node", account("Staging", layouts: [2, 3])),
    ])

  private static func account(
    _ environment: String, nodes: Int = 2, engine: String = "mysql", layouts: [Int] = [1, 2], more: String = ""
  ) -> String {
    let options = TestDatabase.options(engine, layouts.map { ($0, ["db-s-2vcpu-4gb"]) })
    return TestDatabase.account(engine, nodes: nodes, more: "\(TestDatabase.project(environment)),\(options)\(more)")
  }
}
