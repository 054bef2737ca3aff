import IpaiAdvisor

extension RuleCases {
  static let silentUptimeCheck = RuleCases(
    "DO-OPS-004",
    fails: [
      RuleCase(
        "no alert", account(enabled: true, alerts: ""),
        [
          .init(
            "do:uptimecheck:u", nil, .low,
            fix: ["monitoring uptime alert create u --name web-down --type down_global --period 2m --emails '<email>'"])
        ]),
      RuleCase(
        "disabled", account(enabled: false, alerts: #"{"id":"a","type":"down"}"#),
        [.init("do:uptimecheck:u", fix: ["curl --fail --request PUT"])]),
      RuleCase(
        "disabled, and its alerts were not read", #"{"uptime_checks":[{"id":"u","enabled":false}]}"#,
        [.init("do:uptimecheck:u")], partial: [.uptimeAlerts]),
    ],
    passes: [RuleCase("enabled, with an alert", account(enabled: true, alerts: #"{"id":"a","type":"down"}"#))],
    notAssessed: [
      RuleCase("without the right to read checks", account(enabled: false, alerts: ""), lacking: [.uptime]),
      RuleCase("its alerts were not read", #"{"uptime_checks":[{"id":"u","enabled":true}]}"#, partial: [.uptimeAlerts]),
    ],
    guarded: [
      RuleCase(
        "doctl cannot enable it", account(enabled: false, alerts: #"{"id":"a","type":"down"}"#),
        [.init("do:uptimecheck:u", fix: [#"--data '{"enabled":true,"id":"u","#])])
    ])

  private static func account(enabled: Bool, alerts: String) -> String {
    #"{"uptime_checks":[{"id":"u","name":"web","type":"https","target":"https://a.example","regions":["us_east"],"enabled":\#(enabled)}],"uptime_alerts":{"u":[\#(alerts)]}}"#
  }
}
