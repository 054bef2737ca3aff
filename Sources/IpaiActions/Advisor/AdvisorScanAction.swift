package import IpaiAccess
package import IpaiAdvisor
import IpaiCore

/// `advisor scan`: reads a DigitalOcean account, or a snapshot of one, and judges it.
package enum AdvisorScanAction: Action {
  /// What to read, and which findings to tell.
  package struct Request: ActionRequest {
    package var category: [RuleCategory] = []
    package var severity: Severity?
    package var resource: String?
    package var rule: [String] = []
    package var failOn: Severity?
    package var baseline: String?
    package var offline: String?
    package var save: String?
    package var policy: String?
    package var context: String?
    package var metrics = true
    package var requestsPerMinute: Int?
    package var maxWait: Int?

    package init() {}
  }

  /// What the account is like.
  package struct Outcome: Codable, Sendable {
    /// The team or the account.
    package var account: String
    /// When it was read.
    package var readAt: FactTime
    /// The findings that were asked for, the most severe first.
    package var findings: [Finding]
    /// How many findings there are in all.
    package var total: Int
    /// What following the advice of all of them saves.
    package var saving: SavingTotal
    /// How the resources did, by rule.
    package var tallies: [RuleTally]
    /// What could not be judged, and why.
    package var notAssessed: [NotAssessed]
    /// What was not as the API describes it.
    package var warnings: [String]
    /// How many findings reach what was asked for with `fail_on`, those of the baseline left out; nil where nothing was asked for.
    package var failing: Int?

    enum CodingKeys: String, CodingKey {
      case account, findings, total, saving, tallies, warnings, failing
      case readAt = "read_at"
      case notAssessed = "not_assessed"
    }
  }

  package static let name = ActionName("advisor", "scan")
  package static let effect = Effect.read
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/advisor/scan")
  package static let summary = "Read a DigitalOcean account and say what to fix in it, what that saves, and how."
  package static let fields: [Field<Request>] = [
    .choices("category", \.category, "Only findings of these categories."),
    .choice("severity", \.severity, "Only findings of at least this severity."),
    .text(
      "resource", \.resource, minBytes: 1, maxBytes: 400, "Only findings of this resource: a URN, an id or a name."),
    .texts("rule", \.rule, maxBytes: 40, "Only these rules, by id."),
    .choice("fail_on", \.failOn, "Say no when there is a finding of at least this severity."),
    .path(
      "baseline", \.baseline, "A snapshot or an answer of an earlier scan, whose findings do not count for fail_on."),
    .path("offline", \.offline, "A snapshot to judge, in place of the account itself."),
    .path("save", \.save, "A file to write a snapshot to."),
    .path("policy", \.policy, "A file that says what is to be left alone and what things cost."),
    .text("context", \.context, minBytes: 1, maxBytes: 100, "The context of doctl whose token is used."),
    .usually("metrics", \.metrics, "Read metrics, which takes up to seven requests for each Droplet."),
    .integer(
      "requests_per_minute", \.requestsPerMinute, 1...250, fallback: "240", "How many requests are made in a minute."),
    .integer(
      "max_wait", \.maxWait, 0...1_440, fallback: "90", "How many minutes to wait for the account's limit, at most."),
  ]
  package static var example: Request {
    var request = Request()
    request.severity = .high
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    guard services.roots == nil else {
      throw IpaiError(
        .denied, "an account is read on the machine with its token, and not through a server",
        hint: "ipai advisor scan, in a terminal or in CI")
    }
    let policy = try services.advisorPolicy(request.policy)
    let (facts, warnings) = try await services.accountFacts(request)
    if let path = request.save { try SnapshotFile.write(facts, to: path) }
    let assessment = try await services.working { _ in
      Judge(try rules(request)).assess(AccountView(facts, settings: policy.settings, prices: policy.prices))
    }
    let known = try request.baseline.map { try services.baselineFingerprints($0, policy) } ?? []
    var outcome = Outcome(
      account: facts.account?.displayName ?? "unknown", readAt: facts.readAt,
      findings: assessment.findings.filter { request.takes($0) }, total: assessment.findings.count,
      saving: SavingTotal(assessment.findings), tallies: assessment.tallies, notAssessed: assessment.notAssessed,
      warnings: warnings)
    if let least = request.failOn {
      outcome.failing = outcome.findings.count { $0.severity >= least && !known.contains($0.fingerprint) }
    }
    return outcome
  }

  private static func rules(_ request: Request) throws -> [Rule] {
    guard !request.rule.isEmpty else { return RuleList.all }
    return try request.rule.map { try RuleList.required($0) }
  }
}

extension AdvisorScanAction.Request {
  /// Whether a finding was asked for.
  fileprivate func takes(_ finding: Finding) -> Bool {
    if !category.isEmpty, !category.contains(finding.category) { return false }
    if let severity, finding.severity < severity { return false }
    guard let resource else { return true }
    return finding.urn.text == resource || finding.urn.key == resource || finding.name == resource
  }
}
