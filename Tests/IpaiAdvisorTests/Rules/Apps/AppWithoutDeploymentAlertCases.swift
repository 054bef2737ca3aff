import IpaiAdvisor

extension RuleCases {
  static let appWithoutDeploymentAlert = RuleCases(
    "DO-OPS-012",
    fails: [
      RuleCase(
        "other alerts only", app(#"{"spec":{"rule":"CPU_UTILIZATION"}}"#),
        [.init("do:app:a1", nil, .low, fix: ["apps spec get a1", "rule: DEPLOYMENT_FAILED", "apps update a1"])]),
      RuleCase("none", app(""), [.init("do:app:a1")]),
    ],
    passes: [RuleCase("it is there", app(#"{"spec":{"rule":"DEPLOYMENT_FAILED"}}"#))],
    notAssessed: [
      RuleCase("its alerts were not read", #"{"apps":[{"id":"a1"}]}"#, partial: [.appAlerts]),
      RuleCase("without the right to read apps", app(""), lacking: [.app]),
    ],
    guarded: [
      RuleCase("the spec has it", AppAccount.text(#""alerts":[{"rule":"DEPLOYMENT_FAILED"}]"#)),
      RuleCase(
        "it is disabled", app(#"{"spec":{"rule":"DEPLOYMENT_FAILED","disabled":true}}"#),
        [.init("do:app:a1", fix: ["remove disabled: true"])]),
    ])

  private static func app(_ alerts: String) -> String {
    AppAccount.text(#""services":[]"#, more: #""app_alerts":{"a1":[\#(alerts)]},"#)
  }
}
