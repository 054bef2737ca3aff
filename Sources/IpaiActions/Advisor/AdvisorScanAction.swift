package import IpaiAccess
package import IpaiAdvisor
package import IpaiCore

/// `advisor scan`: reads a DigitalOcean account, or a snapshot of one, and judges it.
package enum AdvisorScanAction: Action {
  /// What to read, and which findings to tell.
  package struct Request: AccountReading {
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
    package var record = true
    package var sinceLast = false

    package init() {}
  }

  /// What the account is like.
  package struct Outcome: Codable, Sendable {
    /// The team or the account.
    package var account: String
    /// The UUID of the team or the account; nil where it was not read.
    package var accountID: String?
    /// When it was read.
    package var readAt: FactTime
    /// The number under which the scan was recorded; nil for one that was not.
    package var scan: Int?
    /// The score, from 0 to 100; nil where nothing could be judged.
    package var score: Double?
    /// The scores of the categories, and what would raise them most.
    package var scores: ScoreSummary
    /// The findings that were asked for, the most severe first, those that are suppressed among them.
    package var findings: [Finding]
    /// How many findings there are in all.
    package var total: Int
    /// What following the advice of all that are not suppressed saves.
    package var saving: SavingTotal
    /// The suppressions of findings, by their fingerprints.
    package var suppressed: [String: Suppression]
    /// When findings were seen first, by their fingerprints, for those that an earlier scan had.
    package var firstSeen: [String: FactTime]
    /// How the resources did, by rule.
    package var tallies: [RuleTally]
    /// What could not be judged, and why.
    package var notAssessed: [NotAssessed]
    /// What was not as the API describes it.
    package var warnings: [String]
    /// The fingerprints of those that the scan recorded before did not have because it could not judge their rule or their resource, so
    /// that they may be old; nil where it was not asked for what came since the last scan.
    package var newlyJudged: [String]?
    /// How many findings reach what was asked for with `fail_on`, whatever `severity` shows: without those that are suppressed, and where
    /// there is an earlier scan to compare with, without those that it has or could not judge; nil where nothing was asked for.
    package var failing: Int?
    /// The fingerprints of these findings.
    package var failingFindings: [String]?
    /// What became of each finding since the baseline, or since the scan recorded before where that was asked for, by fingerprint; nil
    /// where there is nothing to compare with.
    package var changes: [String: FindingChange]?
    /// The findings that `failingFindings` names, which `findings` need not have.
    package var failures: [Finding] = []
    /// What went wrong after the account was read, which is no part of the answer but follows it.
    package var trouble: IpaiError?

    enum CodingKeys: String, CodingKey {
      case account, scan, score, scores, findings, total, saving, suppressed, tallies, warnings, failing, changes
      case failingFindings = "failing_findings"
      case accountID = "account_id"
      case readAt = "read_at"
      case firstSeen = "first_seen"
      case newlyJudged = "newly_judged"
      case notAssessed = "not_assessed"
    }
  }

  package static let name = ActionName("advisor", "scan")
  package static let effect = Effect.read
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/advisor/scan")
  package static let summary = "Read a DigitalOcean account and say what to fix in it, what that saves, and how."
  package static let fields: [Field<Request>] =
    [
      .choices("category", \.category, "Only findings of these categories."),
      .choice("severity", \.severity, "Show only findings of at least this severity."),
      .text(
        "resource", \.resource, minBytes: 1, maxBytes: 400, "Only findings of this resource: a URN, an id or a name."),
      .texts("rule", \.rule, maxBytes: 40, "Only these rules, by id."),
      .choice(
        "fail_on", \.failOn, "Say no when there is a finding of at least this severity, whatever severity is shown."),
      .path(
        "baseline", \.baseline,
        "A snapshot or an answer of an earlier scan; what it has, or could not judge, fails nothing."),
      .path("offline", \.offline, "A snapshot to judge, in place of the account itself."),
      .path("save", \.save, "A file to write a snapshot to."),
      .path("policy", \.policy, "A file that says what is to be left alone and what things cost."),
    ] + Field<Request>.reading + [
      .usually("record", \.record, "Record the scan in the database, so that later ones can be compared with it."),
      .flag("since_last", \.sinceLast, "Only findings that the scan recorded before did not have."),
    ]
  package static var example: Request {
    var request = Request()
    request.severity = .high
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try services.checkIsOnMachine(name)
    return try await scan(request, in: services)
  }

  /// Reads the account of the machine's own token and judges it, whoever asked for that. Throws `IpaiError`.
  package static func scan(_ request: Request, in services: Services) async throws -> Outcome {
    try request.checkReading()
    let policy = try services.advisorPolicy(request.policy)
    // Reading an account takes minutes: what can be wrong is looked at before.
    let judge = Judge(try rules(request))
    let baseline = try request.baseline.map { try AdvisorBaseline($0, policy) }
    if let path = request.save { try SnapshotFile.checkPlace(path) }
    let (facts, warnings) = try await facts(request, in: services)
    var troubles = ScanTroubles()
    if let path = request.save { try await troubles.noting(else: ()) { try SnapshotFile.write(facts, to: path) } }
    try baseline?.check(isOf: facts.accountID)
    return try await services.working { _ in
      let past = try await troubles.noting(else: AccountPast(unknown: facts)) {
        try await AccountPast(facts, in: services)
      }
      let view = AccountView(
        facts, settings: policy.settings, prices: policy.prices, earlierAddresses: past.addresses)
      let assessment = judge.assess(view)
      var outcome = Outcome(assessment, view, past, warnings)
      // A snapshot is of a time that is over, and a part of the rules is no scan.
      if request.record, request.offline == nil, request.rule.isEmpty {
        let judged = outcome
        outcome.scan = try await troubles.noting(else: nil) {
          try await past.record(assessment, facts, judged, in: services)
        }
        if outcome.scan == nil, facts.account == nil {
          outcome.warnings.append("the scan was not recorded: which account it is was not read")
        }
      }
      if !request.rule.isEmpty { (outcome.score, outcome.scores) = (nil, .none) }
      outcome.trouble = troubles.first
      outcome.narrow(to: request, past, baseline)
      return outcome
    }
  }

  /// What is to be judged: a snapshot, or the account as it is now. Throws `IpaiError`.
  private static func facts(_ request: Request, in services: Services) async throws -> (AccountFacts, [String]) {
    guard let path = request.offline else { return try await services.accountFacts(request) }
    return (try await services.working { _ in try SnapshotFile.read(path) }, [])
  }

  private static func rules(_ request: Request) throws -> [Rule] {
    guard !request.rule.isEmpty else { return RuleList.all }
    return try request.rule.map { try RuleList.required($0) }
  }
}

extension AdvisorScanAction.Outcome {
  fileprivate init(_ assessment: Assessment, _ view: AccountView, _ past: AccountPast, _ warnings: [String]) {
    let facts = view.facts
    account = facts.account?.displayName ?? "unknown"
    accountID = facts.accountID
    readAt = facts.readAt
    findings = assessment.findings
    total = assessment.findings.count
    suppressed = past.suppressions(of: assessment.findings)
    let open = assessment.findings.filter { [suppressed] in suppressed[$0.fingerprint] == nil }
    saving = SavingTotal(open)
    firstSeen = past.firstSeen(of: assessment.findings)
    tallies = assessment.tallies
    notAssessed = assessment.notAssessed
    self.warnings = warnings
    scores = ScoreSummary(
      Score(
        assessment, firstSeen: firstSeen.mapValues(\.timestamp), now: facts.readAt.timestamp,
        suppressed: Set(suppressed.keys)))
    score = scores.overall
  }

  /// Keeps what was asked for, and says what makes a job fail.
  fileprivate mutating func narrow(
    to request: AdvisorScanAction.Request, _ past: AccountPast, _ baseline: AdvisorBaseline?
  ) {
    let latest = request.sinceLast ? past.latest : nil
    let asked = findings.filter { request.isAbout($0) && !(latest?.has($0) ?? false) }
    if let least = request.failOn {
      failures = asked.filter { finding in
        finding.severity >= least && suppressed[finding.fingerprint] == nil
          && [baseline?.earlier, latest].allSatisfy { $0.map { $0.change(of: finding) == .new } ?? true }
      }
      failing = failures.count
      failingFindings = failures.map(\.fingerprint)
    }
    findings = asked.filter { finding in request.severity.map { finding.severity >= $0 } ?? true }
    if let earlier = baseline?.earlier ?? latest {
      let pairs = findings.map { ($0.fingerprint, earlier.change(of: $0)) }
      changes = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
    if request.sinceLast { newlyJudged = past.newlyJudged(among: findings).map(\.fingerprint) }
    if let resource = request.resource, asked.isEmpty {
      warnings.append(
        "no finding is about '\(ShownText.line(resource, most: 80))': check that this is the URN, id or name of a resource"
      )
    }
  }
}

extension AdvisorScanAction.Request {
  /// Whether a finding was asked for, whatever its severity.
  fileprivate func isAbout(_ finding: Finding) -> Bool {
    if !category.isEmpty, !category.contains(finding.category) { return false }
    guard let resource else { return true }
    return finding.urn.text == resource || finding.urn.key == resource || finding.name == resource
  }

  /// Throws `IpaiError(.usage)` for what says how to read an account beside a snapshot, which is read already.
  fileprivate func checkReading() throws {
    guard offline != nil else { return }
    let given = [
      ("--context", context != nil), ("--no-metrics", !metrics), ("--requests-per-minute", requestsPerMinute != nil),
      ("--max-wait", maxWait != nil),
    ]
    for (option, isGiven) in given where isGiven {
      throw IpaiError(
        .usage, "\(option) says how an account is read, and a snapshot is read already",
        hint: "leave out \(option) or --offline")
    }
  }
}
