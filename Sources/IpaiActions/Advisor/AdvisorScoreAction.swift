package import IpaiAccess
package import IpaiAdvisor
package import IpaiCore

/// `advisor score`: how well an account follows the rules, and how that number came about.
package enum AdvisorScoreAction: Action {
  /// Of which scan.
  package struct Request: ActionRequest {
    package var explain = false
    package var scan: Int?
    package var account: String?

    package init() {}
  }

  /// The score of a scan with what is suppressed now, and the numbers that people look at first.
  package struct Outcome: Codable, Equatable, Sendable {
    /// The UUID of the account.
    package var account: String
    /// What people call the account.
    package var accountName: String?
    /// The number of the scan.
    package var scan: Int
    /// When the account was read.
    package var readAt: Timestamp
    /// The score. Without `explain`, its rules are not listed.
    package var score: Score
    /// The score of the scan of the account before this one, as it was recorded; nil for the first one.
    package var previous: Double?
    /// How many findings are open, by severity.
    package var open: SeverityCounts
    /// How many findings are suppressed.
    package var suppressed: Int
    /// What following the advice of all that are open saves.
    package var saving: SavingTotal
    /// How many judgements of resources were good, bad and missing.
    package var passed: Int
    package var failed: Int
    package var notAssessed: Int
    /// How many rules there were, and how many of them could not be judged at all, which the score says nothing about.
    package var rules: Int
    package var rulesNotJudged: Int
    /// The computation, a line each; nil where it was not asked for.
    package var explanation: [String]?

    enum CodingKeys: String, CodingKey {
      case account, scan, score, previous, open, suppressed, saving, passed, failed, rules, explanation
      case accountName = "account_name"
      case readAt = "read_at"
      case notAssessed = "not_assessed"
      case rulesNotJudged = "rules_not_judged"
    }
  }

  package static let name = ActionName("advisor", "score")
  package static let effect = Effect.read
  package static let scope = AccessScope.advisor
  package static let route = Route(.get, "/advisor/score")
  package static let summary = "Show how well a cloud account follows the rules, by category, and what that rests on."
  package static let fields: [Field<Request>] = [
    .flag("explain", \.explain, "Show the computation with its numbers."),
    ScanFields.scan(\.scan),
    ScanFields.account(\.account),
  ]
  package static var example: Request {
    var request = Request()
    request.explain = true
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      let store = try services.scansForReading()
      let scan = try await services.recordedScan(request.scan, account: request.account, in: store)
      let now = Timestamp(services.now())
      let stored = try await store.findings(of: scan.id, FindingFilter(), FindingPageRequest(), at: now).findings
      let earlier = try await store.scans(account: scan.account, most: 1, before: scan.id).first
      return Outcome(scan, stored, previous: earlier?.score, isExplained: request.explain)
    }
  }
}

extension AdvisorScoreAction.Outcome {
  fileprivate init(_ scan: StoredScan, _ stored: [StoredFinding], previous: Double?, isExplained: Bool) {
    let findings = stored.map(\.finding)
    let covered = Set(stored.filter { $0.suppression != nil }.map(\.finding.fingerprint))
    let left = findings.filter { !covered.contains($0.fingerprint) }
    let assessment = Assessment(findings: findings, tallies: scan.tallies, notAssessed: scan.notAssessed)
    let whole = Score(
      assessment,
      firstSeen: Dictionary(
        stored.map { ($0.finding.fingerprint, $0.firstSeen) }, uniquingKeysWith: { first, _ in first }),
      now: scan.readAt, suppressed: covered)
    account = scan.account
    accountName = scan.accountName
    self.scan = scan.id
    readAt = scan.readAt
    self.previous = previous
    score = isExplained ? whole : whole.withoutRules
    open = SeverityCounts(left)
    suppressed = covered.count
    saving = SavingTotal(left)
    passed = scan.tallies.reduce(0) { $0 + $1.passed }
    failed = scan.tallies.reduce(0) { $0 + $1.failed }
    notAssessed = scan.tallies.reduce(0) { $0 + $1.notAssessed }
    rules = Set(scan.tallies.map(\.rule)).count
    rulesNotJudged = Set(scan.notAssessed.filter { $0.resources == nil }.map(\.rule)).count
    explanation = isExplained ? whole.explanation : nil
  }
}
