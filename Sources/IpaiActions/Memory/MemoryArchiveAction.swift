import IpaiCore
package import IpaiMemory

/// `memory archive`: takes a conversation out of lists and searches, and keeps it.
package enum MemoryArchiveAction: Action {
  /// Which conversation, and whether to bring it back.
  package struct Request: ActionRequest {
    package var sessionId = ""
    package var undo = false

    package init() {}
  }

  package static let name = ActionName("memory", "archive")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/memory/archive")
  package static let summary = "Take a conversation out of lists and searches without forgetting it."
  package static let fields: [Field<Request>] = [
    .required("session_id", \.sessionId, maxBytes: MemoryLimits.idBytes, "The id of the conversation."),
    .flag("undo", \.undo, "Bring an archived conversation back."),
  ]
  package static var example: Request {
    var request = Request()
    request.sessionId = "2026-11-pool-review"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> StoredConversation {
    let date = request.undo ? nil : Timestamp(services.now())
    return try await services.working { _ in
      let store = try services.memoryForWriting()
      try await store.setArchived(request.sessionId, at: date)
      guard let conversation = try await store.conversation(request.sessionId) else {
        throw IpaiError(.conflict, "the conversation '\(request.sessionId.prefix(80))' was forgotten meanwhile")
      }
      return conversation
    }
  }
}
