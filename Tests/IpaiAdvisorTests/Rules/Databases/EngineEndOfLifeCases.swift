import IpaiAdvisor

extension RuleCases {
  static let engineEndOfLife = RuleCases(
    "DO-SEC-010",
    fails: [
      RuleCase(
        "in 89 days", account("pg", "13", "2027-01-29T00:00:00Z", ["9.6", "13", "14", "17", "16"]),
        [
          .init(
            "do:dbaas:d", nil, .high,
            fix: [
              "databases fork it-s---here--upgrade-test --restore-from-cluster-id d",
              #"curl --fail --request PUT --header @- --header 'Content-Type: application/json' --data '{"version":"17"}' https://api.digitalocean.com/v2/databases/d/upgrade <<<"Auth"#,
            ])
        ]),
      RuleCase(
        "since yesterday, one version at a time", account("mongodb", "6.0", "2026-10-31T00:00:00Z", ["8.0", "7.0"]),
        [.init("do:dbaas:d", nil, .critical, fix: [#"'{"version":"7.0"}'"#])]),
      RuleCase(
        "today", account("pg", "13", "2026-11-01T00:00:00Z", []), [.init("do:dbaas:d", nil, .critical)]),
      RuleCase(
        "no later version", account("redis", "7", "2026-12-01T00:00:00Z", ["7"]),
        [.init("do:dbaas:d", nil, .high, fix: ["no later version"])]),
    ],
    passes: [
      RuleCase("in 90 days", account("pg", "13", "2027-01-30T00:00:00Z", ["17"])),
      RuleCase("in years", account("pg", "17", "2030-01-01T00:00:00Z", ["17"])),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read databases", account("pg", "13", "2026-11-02T00:00:00Z", []), lacking: [.database])
    ],
    guarded: [
      RuleCase("no end of life", TestDatabase.account("pg", #""version":"17""#)),
      RuleCase("an end of life of null", TestDatabase.account("pg", #""version":"17","version_end_of_life":null"#)),
    ])

  private static func account(_ engine: String, _ version: String, _ end: String, _ offered: [String]) -> String {
    let versions = offered.map { "\"\($0)\"" }.joined(separator: ",")
    return TestDatabase.account(
      engine, #""version":"\#(version)","version_end_of_life":"\#(end)""#,
      more: #""database_options":{"\#(engine)":{"versions":[\#(versions)]}}"#)
  }
}
