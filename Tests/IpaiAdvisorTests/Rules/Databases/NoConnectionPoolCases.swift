import IpaiAdvisor

extension RuleCases {
  static let noConnectionPool = RuleCases(
    "DO-PERF-005",
    fails: [
      RuleCase(
        "no pool", account("", own: #""db_names":["shop"],"connection":{"user":"shop","database":"other"}"#),
        [
          .init(
            "do:dbaas:d", nil, .low,
            fix: ["databases pool create d shop-pool --db shop --user shop --mode transaction --size 10"])
        ]),
      RuleCase(
        "no pool, and no names", account("", own: #""db_names":[""]"#),
        [.init("do:dbaas:d", fix: ["pool create d defaultdb-pool --db defaultdb --user doadmin"])]),
    ],
    passes: [RuleCase("one pool", account(#"{"name":"p"}"#))],
    notAssessed: [
      RuleCase("without the right to read databases", account(""), lacking: [.database]),
      RuleCase("its pools were not read", TestDatabase.account("pg"), partial: [.databasePools]),
    ],
    guarded: [
      RuleCase(
        "a single small node", account("", nodes: 1, size: "db-s-1vcpu-1gb"), [.init("do:dbaas:d", nil, .info)]),
      RuleCase(
        "a single node of 2 GB", account("", nodes: 1, size: "db-s-1vcpu-2gb"), [.init("do:dbaas:d", nil, .low)]),
      RuleCase(
        "two small nodes", account("", nodes: 2, size: "db-s-1vcpu-1gb"), [.init("do:dbaas:d", nil, .low)]),
      RuleCase("another engine", TestDatabase.account("mysql", more: #""database_pools":{"d":[]}"#)),
    ])

  private static func account(
    _ pools: String, own: String = "", nodes: Int = 2, size: String = "db-s-2vcpu-4gb"
  ) -> String {
    TestDatabase.account("pg", own, nodes: nodes, size: size, more: #""database_pools":{"d":[\#(pools)]}"#)
  }
}
