import IpaiAdvisor

extension RuleCases {
  static let staleBackup = RuleCases(
    "DO-REL-005",
    fails: [
      RuleCase(
        "the latest backup is 49 hours old", account(["2026-10-29T23:00:00Z", "2026-10-01T00:00:00Z"]),
        [.init("do:dbaas:d", nil, .critical, fix: ["databases backups d", "databases events list d"])]),
      RuleCase("MongoDB", account(["2026-10-29T23:00:00Z"], engine: "mongodb"), [.init("do:dbaas:d")]),
      RuleCase(
        "no backup two days and an hour after it was made",
        account([], engine: "pg", created: "2026-10-29T23:00:00Z"), [.init("do:dbaas:d")]),
    ],
    passes: [
      RuleCase("the latest backup is 48 hours old", account(["2026-10-01T00:00:00Z", "2026-10-30T00:00:00Z"])),
      RuleCase("the database is two days old", account([], created: "2026-10-30T00:00:00Z")),
    ],
    notAssessed: [
      RuleCase("without the right to read databases", account(["2026-10-01T00:00:00Z"]), lacking: [.database]),
      RuleCase(
        "its backups were not read", TestDatabase.account("pg", #""created_at":"2020-01-01T00:00:00Z""#),
        partial: [.databaseBackups]),
      RuleCase("its age is not known", TestDatabase.account("pg", more: #""database_backups":{"d":[]}"#)),
      RuleCase("no backup of OpenSearch is listed", account([], engine: "opensearch")),
    ],
    guarded: [
      RuleCase("Valkey has no daily backups", account([], engine: "valkey")),
      RuleCase("Redis has no daily backups", account(["2026-10-01T00:00:00Z"], engine: "redis")),
      RuleCase("Kafka has no daily backups", account([], engine: "kafka")),
    ])

  private static func account(
    _ backups: [String], engine: String = "mysql", created: String = "2020-01-01T00:00:00Z"
  ) -> String {
    let list = backups.map { #"{"created_at":"\#($0)","size_gigabytes":0.03}"# }.joined(separator: ",")
    return TestDatabase.account(
      engine, #""created_at":"\#(created)""#, more: #""database_backups":{"d":[\#(list)]}"#)
  }
}
