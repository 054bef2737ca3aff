import IpaiCore
import IpaiMemory

/// `memory add`: stores a note, or conversations.
package enum MemoryAddAction: Action {
  /// What to store: the text of a note, or conversations.
  package struct Request: ActionRequest {
    /// The text of a note; nil where conversations are given.
    package var text: String?
    /// The conversation to which the text belongs; nil for a note of its own.
    package var sessionId: String?
    /// The id of the note's message; nil to derive one from the text.
    package var id: String?
    package var userId: String?
    package var role: String?
    package var name: String?
    package var title: String?
    /// What the note is linked to.
    package var link: [String] = []
    package var keepSecrets = false
    /// Conversations, or more messages of some.
    package var conversations: [ConversationInput] = []

    package init() {}
  }

  package static let name = ActionName("memory", "add")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/memory")
  package static let summary = "Store a note, or the messages of conversations."
  package static let fields: [Field<Request>] = [
    .text("text", \.text, maxBytes: MemoryLimits.messageBytes, "A single thing worth keeping."),
    .text(
      "session_id", \.sessionId, maxBytes: MemoryLimits.idBytes,
      "The conversation to which the text belongs; it is made if it does not exist.", fallback: "a note of its own"),
    .text(
      "id", \.id, maxBytes: MemoryLimits.idBytes, "The id of the message: adding it again changes nothing.",
      fallback: "one derived from the text"),
    .text("user_id", \.userId, maxBytes: MemoryLimits.idBytes, "Who the conversation belongs to."),
    .text(
      "role", \.role, maxBytes: MemoryLimits.roleBytes, "Who says it: user, assistant, system, tool or another word.",
      fallback: "user"),
    .text("name", \.name, maxBytes: MemoryLimits.idBytes, "The name of the speaker."),
    .text("title", \.title, "What the conversation is called."),
    .texts("link", \.link, "What the text is about: \(LinkTarget.forms)."),
    .flag("keep_secrets", \.keepSecrets, "Store keys, tokens and passwords as they are, instead of a marker for each."),
    .objects(
      "conversations", \.conversations, maxCount: 100_000, "Conversations with messages; new messages are appended."),
  ]
  package static var example: Request {
    var request = Request()
    request.text = "The proxy closes idle connections after 60 seconds, so the pool must not keep them longer."
    request.link = ["file:lib/pool.c:10-20"]
    return request
  }

  /// How many messages get their vectors at least, if they lack them: whoever adds a note does not wait for all that an import
  /// left out. A long message has more than one vector.
  private static let leastEmbedded = 64

  package static func run(_ request: Request, in services: Services) async throws -> AddedMemory {
    let conversations = try request.allConversations()
    let links = try request.link.map { try LinkTarget($0) }
    return try await services.working { isCancelled in
      let linking = MemoryLinking(services)
      // Before anything is written, so that a wrong link leaves nothing behind.
      let links = try await linking.resolved(links)
      var preparation = MemoryPreparation(
        services, skills: try await services.skillNames(), keepsSecrets: request.keepSecrets)
      var writing = try MemoryWriting(services)
      var outcome = try await writing.write(preparation.prepare(conversations))
      if conversations.count == 1, let refused = outcome.refused.first {
        throw IpaiError(refused.code, refused.message, hint: Self.hint(refused.code))
      }
      if let note = conversations.first, !links.isEmpty {
        // A conversation may go on about other things; a note of its own is all that there is.
        let message = request.sessionId == nil ? nil : note.messageIDs.first
        outcome.linked += try await linking.link(note.sessionID, message: message, to: links)
      }
      if outcome.added > 0 {
        outcome.embedded = try await embedded(outcome.added, in: services, isCancelled)
      }
      return outcome
    }
  }

  /// Computes the meaning of what was added last; returns how many vectors that are.
  private static func embedded(
    _ added: Int, in services: Services, _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> Int {
    do {
      return try await services.embedMessages(
        latest: max(leastEmbedded, 4 * added), isCancelled: isCancelled)
    } catch let error as IpaiError where error.code == .interrupted {
      throw IpaiError(
        .interrupted, "interrupted: everything is stored, but its meaning is not computed yet",
        hint: "to compute it: ipai memory index")
    }
  }

  private static func hint(_ code: ErrorCode) -> String? {
    guard code == .conflict else { return nil }
    return "messages are never changed: give the new one an id of its own, or forget the old one first"
  }
}

extension MemoryAddAction.Request {
  /// Either the note or the conversations. Throws `IpaiError(.usage)` when both or neither are given.
  fileprivate func allConversations() throws -> [NewConversation] {
    guard let text else {
      if conversations.isEmpty { throw IpaiError(.usage, "give a text or conversations") }
      return try conversations.map { try $0.conversation() }
    }
    guard conversations.isEmpty else { throw IpaiError(.usage, "give a text or conversations, not both") }
    guard text.contains(where: { !$0.isWhitespace }) else { throw IpaiError(.usage, "the text is empty") }
    var input = ConversationInput(note: text, role: role ?? "user")
    input.sessionId = sessionId
    input.userId = userId
    input.title = title
    input.messages[0].id = id
    input.messages[0].name = name
    return [try input.conversation()]
  }
}
