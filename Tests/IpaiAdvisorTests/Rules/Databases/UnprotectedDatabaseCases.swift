import IpaiAdvisor

extension RuleCases {
  static let unprotectedDatabase = RuleCases(
    "DO-SEC-007",
    fails: [
      RuleCase(
        "no rule", account(""),
        [.init("do:dbaas:d", nil, .critical, fix: ["firewalls append d --rule '<type>':'<value>'"])]),
      RuleCase(
        "no rule, and an app uses it",
        account(
          "", more: #","apps":[{"id":"a","spec":{"databases":[{"cluster_name":"it's $(here)"}]}},{"id":"b"}]"#),
        [.init("do:dbaas:d", fix: ["append d --rule app:a", "append d --rule '<type>':'<value>'"])]),
      RuleCase(
        "in Production", account("", more: "," + TestDatabase.project("Production")),
        [.init("do:dbaas:d", nil, .critical)]),
    ],
    passes: [
      RuleCase("one address", account(#"{"uuid":"u","type":"ip_addr","value":"203.0.113.7"}"#)),
      RuleCase("one tag", account(#"{"uuid":"u","type":"tag","value":"web"}"#)),
    ],
    notAssessed: [
      RuleCase("without the right to read databases", account(""), lacking: [.database]),
      RuleCase("its firewall was not read", TestDatabase.account(), partial: [.databaseSources]),
      RuleCase("no firewall was read", account(""), without: [.databaseSources]),
    ],
    guarded: [
      RuleCase(
        "the list of databases leaves the rules out",
        TestDatabase.account(
          "pg", #""rules":[]"#, more: #""database_sources":{"d":[{"uuid":"u","type":"app","value":"a"}]}"#)),
      RuleCase(
        "the list of databases leaves the rules out, and the firewall was not read",
        TestDatabase.account("pg", #""rules":null"#), partial: [.databaseSources]),
    ])

  private static func account(_ sources: String, more: String = "") -> String {
    TestDatabase.account("pg", more: #""database_sources":{"d":[\#(sources)]}\#(more)"#)
  }
}
