import IpaiCore
package import IpaiMemory

/// `memory context list`: the values of a session.
package enum MemoryContextListAction: Action {
  /// Which session.
  package struct Request: ActionRequest {
    package var sessionId = ""

    package init() {}
  }

  /// The values.
  package struct Outcome: ListOutcome, Equatable {
    /// By key.
    package var items: [SessionValue]

    enum CodingKeys: String, CodingKey {
      case items = "values"
    }
  }

  package static let name = ActionName("memory context", "list")
  package static let effect = Effect.read
  package static let route = Route(.get, "/memory/context/{session_id}")
  package static let summary = "List the values that are kept for a session."
  package static let fields: [Field<Request>] = [
    .required("session_id", \.sessionId, maxBytes: MemoryLimits.idBytes, "The session.")
  ]
  package static var example: Request {
    var request = Request()
    request.sessionId = "2026-11-pool-review"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let now = Timestamp(services.now())
    return try await services.working { _ in
      Outcome(items: try await services.memoryForReading().context(of: request.sessionId, at: now))
    }
  }
}
