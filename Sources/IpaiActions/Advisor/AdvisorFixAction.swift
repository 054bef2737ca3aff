package import IpaiAccess
package import IpaiAdvisor
import IpaiCore

/// `advisor fix`: the commands that follow the advice of findings. They are printed, and never run.
package enum AdvisorFixAction: Action {
  /// Which findings to fix: those that are named, or the open ones that filters take.
  package struct Request: ActionRequest, SnapshotFields {
    package var finding: [String] = []
    package var rule: [String] = []
    package var severity: Severity?
    package var account: String?
    package var offline: String?
    package var policy: String?

    package init() {}
  }

  /// The commands.
  package struct Outcome: Codable, Sendable {
    /// The commands of a finding.
    package struct Plan: Codable, Sendable {
      package var fingerprint: String
      package var rule: String
      package var title: String
      package var urn: URN
      package var name: String
      /// The lines in their order.
      package var fix: [Finding.FixLine]
      /// What is to be looked at before, as the rule says.
      package var guards: String?
    }

    package var plans: [Plan]
  }

  /// How many findings can be named.
  private static let mostNamed = 100

  package static let name = ActionName("advisor", "fix")
  package static let effect = Effect.read
  package static let scope = AccessScope.advisor
  package static let route = Route(.get, "/advisor/fixes")
  package static let summary = "Print the commands that follow the advice of findings. None of them is run."
  package static let fields: [Field<Request>] = [
    .texts(
      "finding", \.finding, maxCount: mostNamed, maxBytes: 64,
      "The fingerprints of findings, at most \(mostNamed), of which the first 6 digits may do."),
    .texts("rule", \.rule, maxBytes: 40, "In place of fingerprints: all open findings of these rules, by id."),
    .choice("severity", \.severity, "In place of fingerprints: all open findings of at least this severity."),
    ScanFields.findingAccount(\.account), SnapshotRequestFields.offline(\.offline),
    SnapshotRequestFields.policy(\.policy),
  ]
  package static var example: Request {
    var request = Request()
    request.finding = ["9f86d081"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let isFiltered = !request.rule.isEmpty || request.severity != nil
    guard !request.finding.isEmpty || isFiltered else {
      throw IpaiError(.usage, "no finding is named", hint: "to see which there are: ipai advisor findings")
    }
    guard request.finding.isEmpty || !isFiltered else {
      throw IpaiError(
        .usage, "findings are named by their fingerprints or by rules and a severity, not by both",
        hint: "leave out the fingerprints, or --rule and --severity")
    }
    let rules = Set(try request.rule.map { try RuleList.required($0).id })
    return try await services.working { _ in
      let findings =
        if let snapshot = try await request.snapshot(name, in: services) {
          try request.finding.map { try snapshot.finding($0).finding }
            + snapshot.open.filter { isFiltered && request.takes($0, rules) }
        } else if isFiltered {
          try await open(request, rules, in: services)
        } else {
          try await named(request, in: services)
        }
      return Outcome(plans: findings.map(Outcome.Plan.init))
    }
  }

  private static func named(_ request: Request, in services: Services) async throws -> [Finding] {
    var findings: [Finding] = []
    for prefix in request.finding {
      findings.append(try await services.storedFinding(prefix, account: request.account).finding)
    }
    return findings
  }

  /// The findings of the latest scan that nobody decided to leave.
  private static func open(_ request: Request, _ rules: Set<String>, in services: Services) async throws -> [Finding] {
    let store = try services.scansForReading()
    let scan = try await services.recordedScan(nil, account: request.account, in: store)
    var filter = FindingFilter()
    filter.isSuppressed = false
    let page = try await store.findings(of: scan.id, filter, FindingPageRequest(), at: Timestamp(services.now()))
    return page.findings.map(\.finding).filter { request.takes($0, rules) }
  }
}

extension AdvisorFixAction.Request {
  /// Whether its filters take a finding.
  fileprivate func takes(_ finding: Finding, _ rules: Set<String>) -> Bool {
    (rules.isEmpty || rules.contains(finding.rule)) && finding.severity >= severity ?? .info
  }
}

extension AdvisorFixAction.Outcome.Plan {
  fileprivate init(_ finding: Finding) {
    self.init(
      fingerprint: finding.fingerprint, rule: finding.rule, title: finding.title, urn: finding.urn, name: finding.name,
      fix: finding.fix, guards: RuleList.rule(finding.rule)?.guards)
  }
}
