import IpaiCore
package import IpaiMemory
import IpaiSecrets

/// `memory context set`: keeps a small value for a session.
package enum MemoryContextSetAction: Action {
  /// The value, and how long to keep it.
  package struct Request: ActionRequest {
    package var sessionId = ""
    package var key = ""
    package var value = ""
    package var expires: String?

    package init() {}
  }

  package static let name = ActionName("memory context", "set")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/memory/context")
  package static let summary = "Keep a small value for a session."
  package static let fields: [Field<Request>] = [
    .required("session_id", \.sessionId, maxBytes: MemoryLimits.idBytes, "The session."),
    .required("key", \.key, maxBytes: MemoryLimits.idBytes, "What the value is called."),
    .required("value", \.value, maxBytes: MemoryLimits.contextBytes, "The value."),
    .text(
      "expires", \.expires, maxBytes: 64,
      "When to forget it: a time such as 2026-12-31T18:00Z, or 30m, 12h, 7d from now.",
      fallback: "never"),
  ]
  package static var example: Request {
    var request = Request()
    request.sessionId = "2026-11-pool-review"
    request.key = "branch"
    request.value = "fix/pool"
    request.expires = "7d"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> SessionValue {
    let now = Timestamp(services.now())
    let redacted = SecretScanner.redact(request.value, named: request.key)
    let value = SessionValue(
      sessionID: request.sessionId, key: request.key, value: redacted.text, updated: now,
      expires: try request.expires.map { try ExpiryText.date($0, now: now) })
    return try await services.working { _ in
      try await services.memoryForWriting().setContext(value, at: now)
      return value
    }
  }
}
