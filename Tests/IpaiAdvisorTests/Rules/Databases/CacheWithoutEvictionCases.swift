import IpaiAdvisor

extension RuleCases {
  static let cacheWithoutEviction = RuleCases(
    "DO-PERF-006",
    fails: [
      RuleCase(
        "Valkey", account("noeviction", engine: "valkey"),
        [
          .init(
            "do:dbaas:d", nil, .medium,
            fix: [
              "BullMQ",
              #"configuration update d --engine valkey --config-json '{"valkey_maxmemory_policy":"allkeys-lru"}'"#,
            ])
        ]),
      RuleCase(
        "Redis", account("noeviction", engine: "redis"),
        [
          .init(
            "do:dbaas:d", fix: [#"--engine redis --config-json '{"redis_maxmemory_policy":"allkeys-lru"}'"#])
        ]),
    ],
    passes: [
      RuleCase("the least used first", account("allkeys_lru")),
      RuleCase("those that end first", account("volatile_ttl")),
    ],
    notAssessed: [
      RuleCase("without the right to read databases", account("noeviction"), lacking: [.database]),
      RuleCase("its policy was not read", TestDatabase.account("valkey"), partial: [.databaseEviction]),
    ],
    guarded: [
      RuleCase("it is named after a queue", account("noeviction", name: "prod-BullMQ-1")),
      RuleCase(
        "its name may mean a queue, which has to be asked", account("noeviction", name: "queue-1"),
        [.init("do:dbaas:d", fix: ["Ask those who use the database first"])]),
      RuleCase("another engine", account("noeviction", engine: "pg")),
    ])

  private static func account(_ policy: String, engine: String = "valkey", name: String = "cache") -> String {
    TestDatabase.account(engine, name: name, more: #""database_eviction":{"d":"\#(policy)"}"#)
  }
}
