import IpaiAdvisor

extension RuleCases {
  static let fixedStorage = RuleCases(
    "DO-REL-007",
    fails: [
      RuleCase(
        "autoscaling is off", account(#"{"enabled":false,"threshold_percent":80,"increment_gib":10}"#),
        [
          .init(
            "do:dbaas:d", nil, .medium,
            fix: [
              "never shrinks", "storage-autoscale update d --enabled true --threshold-percent 80 --increment-gib 10",
            ])
        ]),
      RuleCase(
        "in Production", account(#"{"enabled":false}"#, more: "," + TestDatabase.project("Production")),
        [.init("do:dbaas:d", nil, .high)]),
    ],
    passes: [
      RuleCase("autoscaling is on", account(#"{"enabled":true,"threshold_percent":95,"increment_gib":10}"#)),
      RuleCase("autoscaling is on, and nothing else is said", account(#"{"enabled":true}"#)),
    ],
    notAssessed: [
      RuleCase("without the right to read databases", account(#"{"enabled":false}"#), lacking: [.database]),
      RuleCase("no settings were read", account(#"{"enabled":false}"#), without: [.databaseAutoscale]),
      RuleCase("the API does not say", account("{}")),
    ],
    guarded: [
      RuleCase("its engine has no autoscaling", TestDatabase.account("valkey"), partial: [.databaseAutoscale])
    ])

  private static func account(_ settings: String, more: String = "") -> String {
    TestDatabase.account("pg", more: #""database_autoscale":{"d":\#(settings)}\#(more)"#)
  }
}
