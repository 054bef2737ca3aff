extension Rule {
  /// A firewall whose rules did not get to its Droplets.
  static let firewallChangeFailed = Rule(
    "DO-OPS-015", .operations, .low, .quick,
    title: "Firewall change failed or still pending",
    why:
      "Until a change is applied, Droplets are protected by the old rules or by none, while the control panel already shows the new ones.",
    condition:
      "The status of the firewall is \"failed\". A change that is pending passes while the firewall itself is less than 15 minutes old.",
    guards:
      "The API does not say since when a change has been pending, so that one of an older firewall is not assessed.",
    subjects: [.firewalls],
    references: ["https://docs.digitalocean.com/products/networking/firewalls/"]
  ) { account in
    account.facts.firewalls.map { $0.judged(changeOutcome($0, account)) }
  }

  private static func changeOutcome(_ firewall: Firewall, _ account: AccountView) -> Outcome {
    let changes = firewall.pendingChanges ?? []
    if firewall.status == "failed" { return .fail(changeFailure(firewall, changes)) }
    if firewall.status == nil { return .notAssessed("its status was not read") }
    if changes.isEmpty { return .pass }
    guard let days = account.days(since: firewall.createdAt), days * 24 * 60 <= 15 else {
      return .notAssessed("it is not known since when its changes have been pending")
    }
    return .pass
  }

  private static func changeFailure(_ firewall: Firewall, _ changes: [Firewall.Change]) -> Failure {
    let pending = changes.map { change in
      let kind = change.isRemoving ?? false ? "remove" : "add"
      return "\(kind) Droplet \(change.dropletID?.text ?? "-"): \(change.status ?? "-")"
    }
    return Failure(
      [
        Evidence("status", firewall.status ?? "-", .firewalls),
        Evidence("pending_changes", pending, .firewalls),
      ], fix: [.run("doctl compute firewall get \(firewall.id)")])
  }
}
