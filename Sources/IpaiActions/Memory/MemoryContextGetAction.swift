import IpaiCore
package import IpaiMemory

/// `memory context get`: one value of a session.
package enum MemoryContextGetAction: Action {
  /// Which value.
  package struct Request: ActionRequest {
    package var sessionId = ""
    package var key = ""

    package init() {}
  }

  package static let name = ActionName("memory context", "get")
  package static let effect = Effect.read
  package static let route = Route(.get, "/memory/context/{session_id}/{key}")
  package static let summary = "Show a value that is kept for a session."
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

  package static func run(_ request: Request, in services: Services) async throws -> SessionValue {
    let now = Timestamp(services.now())
    return try await services.working { _ in
      let values = try await services.memoryForReading().context(of: request.sessionId, at: now)
      guard let value = values.first(where: { $0.key == request.key }) else {
        throw IpaiError(
          .notFound, "nothing is kept as '\(request.key.prefix(80))' for session '\(request.sessionId.prefix(80))'",
          hint: "to see what is: ipai memory context list \(ShellWord.quoted(request.sessionId))")
      }
      return value
    }
  }
}
