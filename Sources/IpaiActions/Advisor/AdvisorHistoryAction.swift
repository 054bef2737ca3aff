package import IpaiAccess
package import IpaiAdvisor
import IpaiCore
import IpaiSearch

/// `advisor history`: the scans that were recorded.
package enum AdvisorHistoryAction: ListAction {
  /// Which scans to list.
  package struct Request: PageFields {
    package var account: String?
    package var maxResults: Int?
    package var after: String?

    package init() {}
  }

  /// The scans, newest first.
  package struct Outcome: ListOutcome, Equatable {
    package var items: [ScanHistoryEntry] = []
    /// Where the next page begins; nil after the last one.
    package var next: String?

    enum CodingKeys: String, CodingKey {
      case next
      case items = "scans"
    }
  }

  /// How many scans are read at a time.
  private static let pageLength = 500

  package static let name = ActionName("advisor", "history")
  package static let effect = Effect.read
  package static let scope = AccessScope.advisor
  package static let route = Route(.get, "/advisor/scans")
  package static let summary =
    "List the scans that were recorded, newest first, with how many findings came and went in each."
  package static let fields: [Field<Request>] =
    [
      .text(
        "account", \.account, minBytes: 1, maxBytes: 255,
        "Only scans of this account, by its UUID or its name.")
    ] + Request.pageFields
  package static var example: Request {
    var request = Request()
    request.maxResults = 30
    return request
  }

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (ScanHistoryEntry) throws -> Void
  ) async throws -> Outcome {
    var before = try request.after.map(place)
    let page = request.page(extent, services)
    return try await services.working { _ in
      var outcome = Outcome()
      guard let store = try services.advisorStoreIfAny() else { return outcome }
      var account: String?
      if let name = request.account { account = try await services.accountID(name, in: store) }
      let most = page.maxResults ?? pageLength
      while true {
        // One more tells whether there is another page.
        let scans = try await store.history(account: account, most: most + 1, before: before)
        for scan in scans.prefix(most) { try take(scan) }
        guard scans.count > most else { return outcome }
        before = scans[most - 1].id
        if page.maxResults != nil {
          outcome.next = before.map(String.init)
          return outcome
        }
      }
    }
  }

  private static func place(_ cursor: String) throws -> Int {
    guard let number = Int(cursor), number > 0 else {
      throw IpaiError(.usage, "after: this is no cursor of scans", hint: "use the 'next' of the page before")
    }
    return number
  }
}
