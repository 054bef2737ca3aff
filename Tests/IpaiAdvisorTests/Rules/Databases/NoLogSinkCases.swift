import IpaiAdvisor

extension RuleCases {
  static let noLogSink = RuleCases(
    "DO-OPS-018",
    fails: [
      RuleCase(
        "no sink in Production", account("Production", ""),
        [
          .init(
            "do:dbaas:d", nil, .low,
            fix: ["logsink.json", "--data @'<logsink.json>' https://api.digitalocean.com/v2/databases/d/logsink"])
        ])
    ],
    passes: [
      RuleCase("one sink", account("Production", #"{"sink_id":"s"}"#)),
      RuleCase("in Staging", account("Staging", "")),
      RuleCase("in no project", TestDatabase.account("pg", more: #""database_logsinks":{"d":[]}"#)),
    ],
    notAssessed: [
      RuleCase("without the right to read projects", account("Production", ""), lacking: [.project]),
      RuleCase(
        "its sinks were not read", TestDatabase.account("pg", more: TestDatabase.project("Production")),
        partial: [.databaseLogsinks]),
      RuleCase(
        "the resources of its project were not read",
        TestDatabase.account("pg", more: #""database_logsinks":{"d":[]}"#), partial: [.projectResources]),
    ],
    guarded: [
      RuleCase("another engine", account("Production", "", engine: "advanced_pg")),
      RuleCase("in Development", account("Development", "")),
    ])

  private static func account(_ environment: String, _ sinks: String, engine: String = "pg") -> String {
    TestDatabase.account(
      engine, more: #"\#(TestDatabase.project(environment)),"database_logsinks":{"d":[\#(sinks)]}"#)
  }
}
