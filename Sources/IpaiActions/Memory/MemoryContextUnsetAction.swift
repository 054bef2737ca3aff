import IpaiCore
import IpaiMemory

/// `memory context unset`: forgets a value of a session.
package enum MemoryContextUnsetAction: Action {
  /// Which value.
  package struct Request: ActionRequest {
    package var sessionId = ""
    package var key = ""

    package init() {}
  }

  /// What was removed.
  package struct Outcome: Codable, Sendable, Equatable {
    /// False when there was no such value.
    package var removed: Bool
  }

  package static let name = ActionName("memory context", "unset")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/memory/context/unset")
  package static let summary = "Forget a value that is kept for a session."
  package static let fields: [Field<Request>] = [
    .required("session_id", \.sessionId, maxBytes: MemoryLimits.idBytes, "The session."),
    .required("key", \.key, maxBytes: MemoryLimits.idBytes, "What the value is called."),
  ]
  package static var example: Request {
    var request = Request()
    request.sessionId = "2026-11-pool-review"
    request.key = "branch"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      Outcome(removed: try await services.memoryForWriting().unsetContext(request.key, of: request.sessionId))
    }
  }
}
