import IpaiAdvisor

extension RuleCases {
  static let brokenCluster = RuleCases(
    "DO-REL-011",
    fails: [
      RuleCase(
        "degraded",
        TestCluster.account(
          #""status":{"state":"degraded","message":"etcd"}"#,
          more: #""cluster_status_messages":{"c":[{"message":"an incident","timestamp":"2026-10-31T00:00:00Z"}]}"#),
        [.init("do:kubernetes:c", nil, .critical, fix: ["kubernetes cluster get c"])]),
      RuleCase("in error", account("error", "running", since: "2026-10-01T00:00:00Z"), [.init("do:kubernetes:c")]),
      RuleCase(
        "a node is being made for 16 minutes", account("running", "provisioning", since: "2026-10-31T23:44:00Z"),
        [.init("do:kubernetes:c")]),
    ],
    passes: [
      RuleCase("it runs", account("running", "running", since: "2020-01-01T00:00:00Z")),
      RuleCase("a node is drained for 15 minutes", account("running", "draining", since: "2026-10-31T23:45:00Z")),
    ],
    notAssessed: [
      RuleCase("without the right to read clusters", TestCluster.account(), lacking: [.kubernetes]),
      RuleCase("its state is not known", TestCluster.account()),
      RuleCase(
        "its nodes are not known", TestCluster.account(#""status":{"state":"running"},\#(TestCluster.pools(2))"#)),
    ],
    guarded: [
      RuleCase("it is upgraded", account("upgrading", "draining", since: "2026-10-01T00:00:00Z")),
      RuleCase("it is being made", account("provisioning", "provisioning", since: "2026-10-01T00:00:00Z")),
      RuleCase("it is being deleted", account("deleting", "deleting", since: "2026-10-01T00:00:00Z")),
    ])

  private static func account(_ state: String, _ node: String, since: String) -> String {
    let nodes = #""nodes":[{"id":"x","name":"x","status":{"state":"\#(node)"},"updated_at":"\#(since)"}]"#
    return TestCluster.account(#""status":{"state":"\#(state)"},\#(TestCluster.pools(1, nodes))"#)
  }
}
