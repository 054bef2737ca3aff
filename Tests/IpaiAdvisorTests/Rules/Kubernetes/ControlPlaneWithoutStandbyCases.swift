import IpaiAdvisor

extension RuleCases {
  static let controlPlaneWithoutStandby = RuleCases(
    "DO-REL-008",
    fails: [
      RuleCase(
        "one node in Production", account(1, "Production"),
        [
          .init(
            "do:kubernetes:c", nil, .medium, saving: -40,
            fix: ["kubernetes cluster update c --ha=true \(TestCluster.keepsPolicy)"])
        ]),
      RuleCase("three nodes in Staging", account(3, "Staging"), [.init("do:kubernetes:c", nil, .medium)]),
      RuleCase(
        "three nodes in no project", TestCluster.account(#""ha":false,\#(TestCluster.pools(3))"#),
        [.init("do:kubernetes:c", nil, .medium)]),
    ],
    passes: [
      RuleCase("two nodes in Staging", account(2, "Staging")),
      RuleCase("it is highly available", account(5, "Production", ha: "true")),
    ],
    notAssessed: [
      RuleCase("without the right to read projects", account(3, "Production"), lacking: [.project]),
      RuleCase(
        "the resources of its project were not read", TestCluster.account(#""ha":false,\#(TestCluster.pools(3))"#),
        partial: [.projectResources]),
      RuleCase("the API does not say", account(3, "Production", ha: "null")),
      RuleCase("how many nodes it has is not known", TestCluster.account(#""ha":false"#)),
    ],
    guarded: [
      RuleCase("three nodes in Development", account(3, "Development"), [.init("do:kubernetes:c", nil, .info)]),
      RuleCase("two nodes in Development", account(2, "Development")),
      RuleCase("it is being deleted", account(3, "Production", more: "," + TestCluster.deleting)),
    ])

  private static func account(_ nodes: Int, _ environment: String, ha: String = "false", more: String = "") -> String {
    TestCluster.account(
      #""ha":\#(ha),\#(TestCluster.policy),\#(TestCluster.pools(nodes))\#(more)"#,
      more: TestCluster.project(environment))
  }
}
