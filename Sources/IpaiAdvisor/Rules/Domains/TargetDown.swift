extension Rule {
  /// An uptime check that gets no answer.
  static let targetDown = Rule(
    "DO-REL-021", .reliability, .high, .quick,
    title: "Uptime check reports the target down",
    why: "What the check looks at does not answer right now, so that people see an error.",
    condition:
      "At least one region of the check says DOWN. The severity is high from two regions on, and medium for one.",
    guards:
      "Checks that are disabled say what was once, and are left out. One region alone may be cut off from the target while everybody else reaches it.",
    subjects: [.uptimeChecks],
    needs: [.uptimeStates],
    references: ["https://docs.digitalocean.com/products/uptime/"]
  ) { account in
    account.facts.uptimeChecks.filter { $0.isEnabled ?? true }.map { $0.judged(stateOutcome($0, account)) }
  }

  private static func stateOutcome(_ check: UptimeCheck, _ account: AccountView) -> Outcome {
    guard let regions = account.facts.uptimeStates[check.id]?.regions else {
      return .notAssessed("its state was not read")
    }
    let down = regions.filter { $0.value.status == "DOWN" }.sorted { $0.key < $1.key }
    guard !down.isEmpty else {
      let isKnown = regions.values.contains { $0.status == "UP" }
      return isKnown ? .pass : .notAssessed("no region has looked yet")
    }
    let evidence = down.flatMap { name, state in
      [
        Evidence("state.regions.\(name).status", "DOWN", .uptimeStates),
        Evidence("state.regions.\(name).status_changed_at", state.statusChangedAt, .uptimeStates),
        Evidence(
          "state.regions.\(name).thirty_day_uptime_percentage",
          state.thirtyDayUptimePercentage.map { NumberText.text($0) + " %" } ?? "-", .uptimeStates),
      ]
    }
    return .fail(
      Failure(
        [Evidence("target", check.target ?? "-", .uptimeChecks)] + evidence,
        fix: [.run("doctl monitoring uptime get \(check.id)")],
        severity: down.count == 1 ? .medium : nil))
  }
}
