import IpaiAdvisor

extension RuleCases {
  static let legacyPasswordPlugin = RuleCases(
    "DO-SEC-009",
    fails: [
      RuleCase(
        "one user of three", account([user("doadmin", new), user("o'neil; id", old), #"{"name":"x"}"#]),
        [
          .init(
            "do:dbaas:d", "o'neil; id", .medium,
            fix: ["databases user reset d 'o'\\''neil; id' caching_sha2_password"])
        ]),
      RuleCase(
        "two users", account([user("a", old), user("b", old)]), [.init("do:dbaas:d", "a"), .init("do:dbaas:d", "b")]),
    ],
    passes: [
      RuleCase("the new plugin", account([user("doadmin", new)])),
      RuleCase("no user", account([])),
    ],
    notAssessed: [
      RuleCase("without the right to read databases", account([user("a", old)]), lacking: [.database]),
      RuleCase("its users were not read", TestDatabase.account(), partial: [.databaseUsers]),
      RuleCase("the plugin is not known", account([#"{"name":"x"}"#, user("a", new)])),
    ],
    guarded: [
      RuleCase(
        "a name that doctl would take for an option", account([user("--force", old)]),
        [.init("do:dbaas:d", "--force", fix: ["databases user reset d -- '--force' caching_sha2_password"])]),
      RuleCase("another engine", account([user("a", old)], engine: "pg")),
    ])

  private static let old = "mysql_native_password"
  private static let new = "caching_sha2_password"

  private static func user(_ name: String, _ plugin: String) -> String {
    #"{"name":"\#(name)","role":"normal","mysql_settings":{"auth_plugin":"\#(plugin)"}}"#
  }

  private static func account(_ users: [String], engine: String = "mysql") -> String {
    TestDatabase.account(engine, more: #""database_users":{"d":[\#(users.joined(separator: ","))]}"#)
  }
}
