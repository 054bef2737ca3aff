import IpaiCore
import IpaiMemory
import IpaiSearch

/// `memory export`: whole conversations, in the form that `memory add` reads.
package enum MemoryExportAction: ListAction {
  /// Which conversations to export.
  package struct Request: PageFields {
    package var session: String?
    package var user: String?
    package var since: String?
    package var until: String?
    package var archived = false
    package var maxResults: Int?
    package var after: String?

    package init() {}
  }

  package typealias Outcome = ExportedPage

  package static let name = ActionName("memory", "export")
  package static let effect = Effect.read
  package static let route = Route(.get, "/memory/export")
  package static let summary = "Write whole conversations, in the form that 'memory add' reads."
  package static let fields: [Field<Request>] =
    [
      .text("session", \.session, maxBytes: MemoryLimits.idBytes, "Only the conversation with this id."),
      .text("user", \.user, maxBytes: MemoryLimits.idBytes, "Only conversations of this user."),
      .date(
        "since", \.since,
        "Only what ended on this date or later: \(DateExpression.forms). Days begin at midnight UTC."),
      .date("until", \.until, "Only what ended on this date or earlier."),
      .flag("archived", \.archived, "Also export what is archived."),
    ] + Request.pageFields
  package static var example: Request {
    var request = Request()
    request.user = "ann"
    return request
  }

  /// How many conversations are looked up at once.
  private static let partSize = 200

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (ExportedConversation) throws -> Void
  ) async throws -> ExportedPage {
    let now = services.now()
    let filter = ConversationFilter(
      user: request.user, session: request.session,
      since: try request.since.map { try DateExpression($0, now: now).first },
      until: try request.until.map { try DateExpression($0, now: now).last }, includesArchived: request.archived)
    let page = request.page(extent, services)
    return try await services.working { _ in
      let store = try services.memoryForReading()
      var outcome = ExportedPage()
      var part = page
      var left = page.maxResults ?? .max
      repeat {
        // Some at a time, so that not all of them are in memory at once.
        part.maxResults = min(left, partSize)
        var conversations: [StoredConversation] = []
        outcome.next = try await store.list(filter, part) { conversations.append($0) }
        for conversation in conversations { try take(try await exported(conversation, store)) }
        part.after = outcome.next
        left -= conversations.count
      } while left > 0 && outcome.next != nil
      return outcome
    }
  }

  private static func exported(
    _ conversation: StoredConversation, _ store: any MemoryStore
  ) async throws -> ExportedConversation {
    var messages: [StoredMessage] = []
    try await store.messages(of: conversation.sessionID) { messages.append($0) }
    return ExportedConversation(conversation, messages, try await store.links(of: conversation.sessionID))
  }
}
