extension Rule {
  /// An app whose failed deployments nobody is told about.
  static let appWithoutDeploymentAlert = Rule(
    "DO-OPS-012", .operations, .low, .quick,
    title: "App without a failed-deployment alert",
    why: "When a deployment fails, the old version keeps running, so nobody notices unless an alert says so.",
    condition: "An app has no alert for DEPLOYMENT_FAILED, or only one that is disabled.",
    guards: "An alert counts wherever it is listed: among the alerts of the app or in its spec.",
    subjects: [.apps],
    needs: [.appAlerts],
    references: ["https://docs.digitalocean.com/products/app-platform/reference/app-spec/"]
  ) { account in
    account.facts.apps.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ app: App, _ account: AccountView) -> Outcome {
    let ofSpec = app.spec?.alerts ?? []
    if tells(ofSpec) { return .pass }
    guard let listed = account.facts.appAlerts[app.id] else { return .notAssessed("its alerts were not read") }
    let alerts = listed.compactMap(\.spec)
    if tells(alerts) { return .pass }
    let isDisabled = (alerts + ofSpec).contains { $0.rule == "DEPLOYMENT_FAILED" }
    let change =
      isDisabled
      ? "remove disabled: true from the alert DEPLOYMENT_FAILED"
      : "add - rule: DEPLOYMENT_FAILED to the list alerts, or alerts: [{rule: DEPLOYMENT_FAILED}] where there is no such list"
    return .fail(
      Failure(
        [Evidence("alerts.spec.rule", alerts.compactMap(\.rule), .appAlerts)],
        fix: app.specChange(change),
        note: isDisabled ? "The alert DEPLOYMENT_FAILED is there, but disabled." : nil))
  }

  private static func tells(_ alerts: [AppSpec.Alert]) -> Bool {
    alerts.contains { $0.rule == "DEPLOYMENT_FAILED" && $0.disabled != true }
  }
}
