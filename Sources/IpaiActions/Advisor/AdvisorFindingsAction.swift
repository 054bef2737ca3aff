package import IpaiAccess
package import IpaiAdvisor
package import IpaiCore
import IpaiSearch

/// `advisor findings`: the findings of a scan that was recorded.
package enum AdvisorFindingsAction: ListAction {
  /// Which findings are meant by what people decided about them.
  package enum Status: String, Codable, CaseIterable, Sendable {
    /// Those that nobody decided to leave.
    case open
    /// Those that somebody decided to leave.
    case suppressed
    /// All.
    case all
  }

  /// Which findings to list.
  package struct Request: PageFields {
    package var query: String?
    package var category: [RuleCategory] = []
    package var severity: Severity?
    package var rule: [String] = []
    package var resource: [String] = []
    package var saving = false
    package var status: Status?
    package var scan: Int?
    package var account: String?
    package var maxResults: Int?
    package var after: String?

    package init() {}
  }

  /// The findings, the most severe first, then those that save most.
  package struct Outcome: ListOutcome, Equatable {
    /// The UUID of the account.
    package var account: String
    /// What people call the account.
    package var accountName: String?
    /// The number of the scan.
    package var scan: Int
    /// When the account was read.
    package var readAt: Timestamp
    package var items: [FindingSummary] = []
    /// Where the next page begins; nil after the last one.
    package var next: String?

    enum CodingKeys: String, CodingKey {
      case account, scan, next
      case accountName = "account_name"
      case readAt = "read_at"
      case items = "findings"
    }
  }

  /// How many findings are read at a time.
  private static let pageLength = 500

  package static let name = ActionName("advisor", "findings")
  package static let effect = Effect.read
  package static let scope = AccessScope.advisor
  package static let route = Route(.get, "/advisor/findings")
  package static let summary = "List the findings of a recorded scan of a cloud account, the most severe first."
  package static let fields: [Field<Request>] =
    [
      .text(
        "query", \.query, maxBytes: 400,
        "Only findings that have all these words in their title, resource, rule, project, region or note."),
      .choices("category", \.category, "Only findings of these categories."),
      .choice("severity", \.severity, "Only findings of at least this severity."),
      .texts("rule", \.rule, maxBytes: 40, "Only findings of these rules, by id."),
      .texts("resource", \.resource, maxBytes: 400, "Only findings of these resources, by URN."),
      .flag("saving", \.saving, "Only findings that save money."),
      .choice(
        "status", \.status, fallback: "open",
        "Only findings that are open, or only those that are suppressed, or all."),
      ScanFields.scan(\.scan),
      ScanFields.account(\.account),
    ] + Request.pageFields
  package static var example: Request {
    var request = Request()
    request.severity = .high
    return request
  }

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (FindingSummary) throws -> Void
  ) async throws -> Outcome {
    // The cursor has the scan of the first page: another one may have been recorded meanwhile.
    let place = try request.after.map(place)
    let page = request.page(extent, services)
    return try await services.working { _ in
      let store = try services.scansForReading()
      let scan = try await services.recordedScan(place?.scan ?? request.scan, account: request.account, in: store)
      // An earlier version may have had rules that this one has not.
      let judged = Set(scan.tallies.map(\.rule))
      for rule in request.rule where !judged.contains(rule.uppercased()) { _ = try RuleList.required(rule) }
      var outcome = Outcome(
        account: scan.account, accountName: scan.accountName, scan: scan.id, readAt: scan.readAt)
      var wanted = FindingPageRequest(most: page.maxResults ?? pageLength, after: place?.finding)
      repeat {
        let part = try await store.findings(of: scan.id, request.filter, wanted, at: Timestamp(services.now()))
        for finding in part.findings { try take(FindingSummary(finding)) }
        wanted.after = part.next
      } while page.maxResults == nil && wanted.after != nil
      outcome.next = wanted.after.map { "\(scan.id).\($0.text)" }
      return outcome
    }
  }

  private static func place(_ cursor: String) throws -> (scan: Int, finding: FindingCursor) {
    let parts = cursor.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let scan = Int(parts[0]), scan > 0, let finding = FindingCursor(String(parts[1])) else {
      throw IpaiError(.usage, "after: this is no cursor of findings", hint: "use the 'next' of the page before")
    }
    return (scan, finding)
  }
}

extension AdvisorFindingsAction.Request {
  /// What the store is asked for.
  fileprivate var filter: FindingFilter {
    var filter = FindingFilter()
    filter.text = query
    filter.categories = Set(category)
    filter.rules = Set(rule.map { $0.uppercased() })
    filter.urns = Set(resource.map { URN($0) })
    if let severity { filter.severities = Set(Severity.allCases.filter { $0 >= severity }) }
    if saving { filter.hasSaving = true }
    switch status ?? .open {
    case .open: filter.isSuppressed = false
    case .suppressed: filter.isSuppressed = true
    case .all: break
    }
    return filter
  }
}
