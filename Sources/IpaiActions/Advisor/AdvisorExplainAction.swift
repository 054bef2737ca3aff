package import IpaiAccess
package import IpaiAdvisor

/// `advisor explain`: what a finding rests on, and what following it saves.
package enum AdvisorExplainAction: Action {
  /// Which finding to explain.
  package struct Request: ActionRequest, SnapshotFields {
    package var finding = ""
    package var account: String?
    package var offline: String?
    package var policy: String?

    package init() {}
  }

  /// A finding with its history and the manual of its rule.
  package struct Outcome: Codable, Sendable {
    package var stored: StoredFinding
    /// The manual of its rule; nil for a rule that this version of ipai does not have.
    package var rule: RuleManual?
  }

  package static let name = ActionName("advisor", "explain")
  package static let effect = Effect.read
  package static let scope = AccessScope.advisor
  package static let route = Route(.get, "/advisor/findings/{finding}")
  package static let summary = "Show what a finding rests on, since when it is there, and what following it saves."
  package static let fields: [Field<Request>] = [
    .required(
      "finding", \.finding, maxBytes: 64, "The fingerprint of the finding, of which the first 6 digits may do."),
    ScanFields.findingAccount(\.account), SnapshotRequestFields.offline(\.offline),
    SnapshotRequestFields.policy(\.policy),
  ]
  package static var example: Request {
    var request = Request()
    request.finding = "9f86d081"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      let snapshot = try await request.snapshot(name, in: services)
      let stored =
        if let snapshot {
          try snapshot.finding(request.finding)
        } else {
          try await services.storedFinding(request.finding, account: request.account)
        }
      return Outcome(stored: stored, rule: RuleList.rule(stored.finding.rule).map(RuleManual.init))
    }
  }
}
