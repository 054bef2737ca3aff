import Foundation

extension Rule {
  /// An uptime check that tells nobody.
  static let silentUptimeCheck = Rule(
    "DO-OPS-004", .operations, .low, .quick,
    title: "Uptime check without alerts or disabled",
    why: "A check that is off, or that tells nobody what it sees, gives the feeling of being watched and nothing else.",
    condition: "The check is disabled, or has no alert.",
    guards: "doctl cannot enable a check again: the API and the control panel can.",
    subjects: [.uptimeChecks],
    needs: [.uptimeAlerts],
    references: ["https://docs.digitalocean.com/products/uptime/how-to/create-alerts/"]
  ) { account in
    account.facts.uptimeChecks.map { $0.judged(alertOutcome($0, account)) }
  }

  private static func alertOutcome(_ check: UptimeCheck, _ account: AccountView) -> Outcome {
    let alerts = account.facts.uptimeAlerts[check.id]
    if check.isEnabled == false || alerts?.isEmpty == true { return .fail(alertFailure(check, alerts)) }
    guard alerts != nil else { return .notAssessed("its alerts were not read") }
    return check.isEnabled == nil ? .notAssessed("it is not known whether it is enabled") : .pass
  }

  private static func alertFailure(_ check: UptimeCheck, _ alerts: [UptimeAlert]?) -> Failure {
    var lines: [Fix.Line] = []
    if check.isEnabled == false { lines.append(.run(enabling(check))) }
    if alerts?.isEmpty ?? false {
      lines.append(.run(UptimeTarget.alert(checkID: "\(check.id)", name: check.name ?? "check")))
    }
    return Failure(
      [
        Evidence("target", check.target ?? "-", .uptimeChecks),
        Evidence("enabled", check.isEnabled.map(String.init) ?? "-", .uptimeChecks),
        Evidence("alerts", alerts.map { String($0.count) } ?? "-", .uptimeAlerts),
      ], fix: lines)
  }

  private static func enabling(_ check: UptimeCheck) -> ShellText {
    var enabled = check
    enabled.isEnabled = true
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = (try? encoder.encode(enabled)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    return ManagedRequest.line("PUT", "uptime/checks/\(check.id)", json: "\(body)")
  }
}
