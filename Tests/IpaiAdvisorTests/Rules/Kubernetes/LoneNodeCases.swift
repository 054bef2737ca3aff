import IpaiAdvisor

extension RuleCases {
  static let loneNode = RuleCases(
    "DO-REL-009",
    fails: [
      RuleCase(
        "one node", account(TestCluster.pools(1)),
        [.init("do:kubernetes:c", nil, .high, saving: -24, fix: ["node-pool update c n --count 2"])]),
      RuleCase(
        "no node in a pool", account(TestCluster.pools(0), "Production"),
        [.init("do:kubernetes:c", nil, .high, saving: -48)]),
      RuleCase(
        "no pool", account(#""node_pools":[]"#),
        [.init("do:kubernetes:c", fix: ["node-pool create c --name '<pool_name>' --size '<size>' --count 2"])]),
    ],
    passes: [
      RuleCase("two nodes", account(TestCluster.pools(2))),
      RuleCase("two pools of one node", account(#""node_pools":[{"id":"a","count":1},{"id":"b","count":1}]"#)),
    ],
    notAssessed: [
      RuleCase("without the right to read projects", account(TestCluster.pools(1)), lacking: [.project]),
      RuleCase(
        "the resources of its project were not read", TestCluster.account(TestCluster.pools(1)),
        partial: [.projectResources]),
      RuleCase("the pools are not known", TestCluster.account()),
    ],
    guarded: [
      RuleCase(
        "in Development", account(TestCluster.pools(1), "Development"), [.init("do:kubernetes:c", nil, .low)]),
      RuleCase(
        "a pool that scales automatically",
        account(TestCluster.pools(1, #""auto_scale":true,"min_nodes":1,"max_nodes":5"#)),
        [.init("do:kubernetes:c", fix: ["node-pool update c n --auto-scale=true --min-nodes 2 --max-nodes 5"])]),
      RuleCase("it is being deleted", account("\(TestCluster.pools(1)),\(TestCluster.deleting)")),
    ])

  private static func account(_ own: String, _ environment: String = "Staging") -> String {
    TestCluster.account(own, more: "\(TestCluster.project(environment)),\(TestCluster.sizes)")
  }
}
