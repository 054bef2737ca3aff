import IpaiCore
import IpaiMemory

/// `memory show`: a conversation with its messages and links.
package enum MemoryShowAction: Action {
  /// Which conversation to show, and how much of it.
  package struct Request: ActionRequest {
    package var sessionId = ""
    /// The id of a message; nil for all messages.
    package var message: String?
    /// How many messages before and after it are shown too.
    package var around: Int?

    package init() {}
  }

  /// How many messages are shown before and after one, unless that is said.
  private static let usualAround = 3

  package static let name = ActionName("memory", "show")
  package static let effect = Effect.read
  package static let route = Route(.get, "/memory/{session_id}")
  package static let summary = "Show a conversation: its messages, and what it was about."
  package static let fields: [Field<Request>] = [
    .required("session_id", \.sessionId, maxBytes: MemoryLimits.idBytes, "The id of the conversation."),
    .text(
      "message", \.message, maxBytes: MemoryLimits.idBytes, "Show only this message and those around it."),
    .integer(
      "around", \.around, 0...1_000, fallback: "3", "How many messages before and after that one to show."),
  ]
  package static var example: Request {
    var request = Request()
    request.sessionId = "2026-11-pool-review"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> ShownConversation {
    try await services.working { _ in
      let store = try services.memoryForReading()
      guard let conversation = try await store.conversation(request.sessionId) else {
        throw IpaiError(
          .notFound, "there is no conversation '\(request.sessionId.prefix(80))'",
          hint: "to see what there is: ipai memory list")
      }
      var messages: [StoredMessage] = []
      if let id = request.message {
        let around = request.around ?? usualAround
        messages = try await store.messages(of: request.sessionId, around: id, before: around, after: around)
      } else {
        try await store.messages(of: request.sessionId) { messages.append($0) }
      }
      // What was added later may have been said before.
      let order = messages.indices.sorted { (messages[$0].timestamp, $0) < (messages[$1].timestamp, $1) }
      messages = order.map { messages[$0] }
      return ShownConversation(conversation, messages, try await store.links(of: request.sessionId))
    }
  }
}
