import IpaiCore
package import IpaiMemory

/// `memory list`: the conversations, latest first.
package enum MemoryListAction: ListAction {
  /// Which conversations to list.
  package struct Request: PageFields {
    package var user: String?
    package var kind: StoredConversation.Kind?
    package var since: String?
    package var until: String?
    package var archived = false
    package var maxResults: Int?
    package var after: String?

    package init() {}
  }

  package typealias Outcome = ConversationPage

  package static let name = ActionName("memory", "list")
  package static let effect = Effect.read
  package static let route = Route(.get, "/memory")
  package static let summary = "List conversations and notes, latest first."
  package static let fields: [Field<Request>] =
    [
      .text("user", \.user, maxBytes: MemoryLimits.idBytes, "Only conversations of this user."),
      .choice("kind", \.kind, "Only conversations of several messages, or only notes."),
      .date(
        "since", \.since,
        "Only what ended on this date or later: \(DateExpression.forms). Days begin at midnight UTC."),
      .date("until", \.until, "Only what ended on this date or earlier."),
      .flag("archived", \.archived, "Also list what is archived."),
    ] + Request.pageFields
  package static var example: Request {
    var request = Request()
    request.since = "2 weeks ago"
    return request
  }

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (StoredConversation) throws -> Void
  ) async throws -> ConversationPage {
    let now = services.now()
    let filter = ConversationFilter(
      user: request.user, kind: request.kind, since: try request.since.map { try DateExpression($0, now: now).first },
      until: try request.until.map { try DateExpression($0, now: now).last }, includesArchived: request.archived)
    let page = request.page(extent, services)
    return try await services.working { _ in
      var outcome = ConversationPage()
      outcome.next = try await services.memoryForReading().list(filter, page, take)
      return outcome
    }
  }
}
