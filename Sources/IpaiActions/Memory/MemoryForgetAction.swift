import Foundation
import IpaiCore
import IpaiMemory

/// `memory forget`: removes a conversation, or one message of it.
package enum MemoryForgetAction: Action {
  /// What to remove, and how thoroughly.
  package struct Request: ActionRequest {
    package var sessionId = ""
    package var message: String?
    package var purge = false

    package init() {}
  }

  /// What was removed.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The id of the conversation.
    package var sessionID: String
    /// How many messages were removed.
    package var removed: Int
    /// True when nothing of them is left in the files.
    package var purged: Bool

    enum CodingKeys: String, CodingKey {
      case removed, purged
      case sessionID = "session_id"
    }
  }

  package static let name = ActionName("memory", "forget")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/memory/forget")
  package static let summary = "Remove a conversation, or one message of it."
  package static let fields: [Field<Request>] = [
    .required("session_id", \.sessionId, maxBytes: MemoryLimits.idBytes, "The id of the conversation."),
    .text("message", \.message, maxBytes: MemoryLimits.idBytes, "Remove only the message with this id."),
    .flag("purge", \.purge, "Also rewrite the database, so that no byte of what was removed is left in its files."),
  ]
  package static var example: Request {
    var request = Request()
    request.sessionId = "2026-11-pool-review"
    request.purge = true
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      _ = try services.memoryForReading()
      let store = try services.memoryForWriting()
      let removed = try await forget(request, in: store)
      if request.purge {
        try await store.purge()
        services.removeVectorCaches(of: .memory)
      }
      return Outcome(sessionID: request.sessionId, removed: removed, purged: request.purge)
    }
  }

  /// A purge that could not be done at first is asked for again when the conversation is gone already.
  private static func forget(_ request: Request, in store: any MemoryStore) async throws -> Int {
    do { return try await store.forget(request.sessionId, message: request.message) } catch let error as IpaiError {
      guard request.purge, error.code == .notFound else { throw error }
      return 0
    }
  }
}
