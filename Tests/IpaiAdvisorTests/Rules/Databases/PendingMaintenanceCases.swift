import IpaiAdvisor

extension RuleCases {
  static let pendingMaintenance = RuleCases(
    "DO-OPS-010",
    fails: [
      RuleCase(
        "an update is pending", account("true"),
        [.init("do:dbaas:d", nil, .medium, fix: ["databases maintenance-window install d"])])
    ],
    passes: [RuleCase("nothing is pending", account("false"))],
    notAssessed: [
      RuleCase("without the right to read databases", account("true"), lacking: [.database]),
      RuleCase("no maintenance window", TestDatabase.account("pg")),
      RuleCase("the API does not say", account("null")),
    ],
    guarded: [
      RuleCase(
        "a single node, which restarts", account("true", nodes: 1),
        [.init("do:dbaas:d", fix: ["quiet hour", "maintenance-window install d"])])
    ])

  private static func account(_ pending: String, nodes: Int = 2) -> String {
    TestDatabase.account(
      "pg",
      #""maintenance_window":{"day":"sunday","hour":"02:00","pending":\#(pending),"description":["Update to 17.2"]}"#,
      nodes: nodes)
  }
}
