package import IpaiAccess
package import IpaiAdvisor
import IpaiCore
import IpaiSearch

/// `advisor diff`: what became of the findings of one scan in another one.
package enum AdvisorDiffAction: ListAction {
  /// Which scans, or snapshots, to compare.
  package struct Request: PageFields {
    package var from: Int?
    package var to: Int?
    package var fromSnapshot: String?
    package var toSnapshot: String?
    package var change: [FindingChange] = []
    package var account: String?
    package var maxResults: Int?
    package var after: String?

    package init() {}
  }

  /// A finding with what became of it.
  package struct Item: Codable, Equatable, Sendable {
    package var change: FindingChange
    /// The severity that it had, where it is another one now.
    package var before: Severity?
    /// The finding as the later scan has it; for one that is gone, as the earlier scan had it.
    package var finding: FindingSummary
  }

  /// What came and went.
  package struct Outcome: ListOutcome, Equatable {
    /// The number of the scan that was read first; nil for a snapshot.
    package var from: Int?
    /// The number of the scan that was read later; nil for a snapshot.
    package var to: Int?
    /// How many findings there are of each change.
    package var counts: ChangeCounts
    /// How many there are of the changes that were asked for.
    package var total: Int
    package var items: [Item] = []
    /// Where the next page begins; nil after the last one.
    package var next: String?

    enum CodingKeys: String, CodingKey {
      case from, to, counts, total, next
      case items = "findings"
    }
  }

  package static let name = ActionName("advisor", "diff")
  package static let effect = Effect.read
  package static let scope = AccessScope.advisor
  package static let route = Route(.get, "/advisor/diff")
  package static let summary = "Compare two scans of an account: what is new, what is fixed, and what is not known."
  package static let fields: [Field<Request>] =
    [
      .integer(
        "from", \.from, 1...Int(Int32.max), fallback: "the scan before the other one", "The number of the earlier scan."
      ),
      .integer("to", \.to, 1...Int(Int32.max), fallback: "the latest scan", "The number of the later scan."),
      .path("from_snapshot", \.fromSnapshot, "An earlier snapshot, in place of a scan that was recorded."),
      .path("to_snapshot", \.toSnapshot, "A later snapshot, in place of a scan that was recorded."),
      .choices("change", \.change, "Only findings of which this became; without it all that are not unchanged."),
      ScanFields.account(\.account),
    ] + Request.pageFields
  package static var example: Request {
    var request = Request()
    request.from = 11
    request.to = 12
    return request
  }

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (Item) throws -> Void
  ) async throws -> Outcome {
    let page = request.page(extent, services)
    // The cursor has the scans of the first page: another one may have been recorded meanwhile.
    let place = try request.after.map(Place.init)
    var request = request
    if let place, place.from > 0 { (request.from, request.to) = (place.from, place.to) }
    let skip = place?.skip ?? 0
    let wanted = request.change.isEmpty ? nil : Set(request.change)
    let changes =
      wanted.map { ChangeRequest($0, skip: skip, most: page.maxResults) }
      ?? ChangeRequest(skip: skip, most: page.maxResults)
    return try await services.working { [request] _ in
      var outcome = try await difference(request, changes, in: services)
      for item in outcome.items { try take(item) }
      let end = skip + outcome.items.count
      if end < outcome.total { outcome.next = Place(outcome, skip: end).text }
      outcome.items = []
      return outcome
    }
  }

  private static func difference(
    _ request: Request, _ changes: ChangeRequest, in services: Services
  ) async throws -> Outcome {
    if request.fromSnapshot != nil || request.toSnapshot != nil { try services.checkIsOnMachine(name) }
    switch (request.fromSnapshot, request.toSnapshot) {
    case (let from?, let to?):
      guard request.from == nil, request.to == nil, request.account == nil else { throw mixed }
      return try SnapshotPair(from, to, services.advisorPolicy(nil)).difference(changes)
    case (nil, nil): return try await recorded(request, changes, in: services)
    default: throw mixed
    }
  }

  private static var mixed: IpaiError {
    IpaiError(
      .usage, "two scans or two snapshots can be compared, and not one of each",
      hint: "name both --from-snapshot and --to-snapshot, and no scan and no account, or neither of them")
  }

  private static func recorded(
    _ request: Request, _ changes: ChangeRequest, in services: Services
  ) async throws -> Outcome {
    let store = try services.scansForReading()
    let later = try await services.recordedScan(request.to, account: request.account, in: store)
    let before = try await store.scans(account: later.account, most: 1, before: later.id).first?.id
    guard let earlier = request.from ?? before else {
      throw IpaiError(
        .notFound, "scan \(later.id) is the first one of its account, with nothing to compare it with",
        hint: "to make another one: ipai advisor scan")
    }
    let found = try await store.difference(earlier, later.id, changes, at: Timestamp(services.now()))
    return Outcome(
      from: found.from, to: found.to, counts: found.counts, total: found.total,
      items: found.findings.map {
        Item(change: $0.change, before: $0.before, finding: FindingSummary($0.stored))
      })
  }
}

extension AdvisorDiffAction {
  /// Where a page begins.
  private struct Place {
    /// The numbers of the scans; 0 for snapshots.
    let from: Int
    let to: Int
    /// How many findings come before it.
    let skip: Int

    init(_ outcome: Outcome, skip: Int) {
      from = outcome.from ?? 0
      to = outcome.to ?? 0
      self.skip = skip
    }

    /// The place that a cursor names. Throws `IpaiError(.usage)`.
    init(_ cursor: String) throws {
      let parts = cursor.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 3, let from = parts[0], let to = parts[1], let skip = parts[2], from >= 0, to >= 0, skip > 0
      else {
        throw IpaiError(.usage, "after: this is no cursor of a comparison", hint: "use the 'next' of the page before")
      }
      (self.from, self.to, self.skip) = (from, to, skip)
    }

    /// The cursor.
    var text: String { "\(from).\(to).\(skip)" }
  }
}
