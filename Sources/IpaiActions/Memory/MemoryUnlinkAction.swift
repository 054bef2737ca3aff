import IpaiCore
package import IpaiMemory

/// `memory unlink`: removes links of a conversation.
package enum MemoryUnlinkAction: Action {
  /// Which links to remove.
  package struct Request: ActionRequest {
    package var sessionId = ""
    package var target: [String] = []
    package var message: String?

    package init() {}
  }

  /// What was removed.
  package struct Outcome: Codable, Sendable, Equatable {
    /// How many links were removed.
    package var removed: Int
    /// The links that are left.
    package var links: [MemoryLink]
  }

  package static let name = ActionName("memory", "unlink")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/memory/unlink")
  package static let summary = "Remove links of a conversation, or of one message of it."
  package static let fields: [Field<Request>] = [
    .required("session_id", \.sessionId, maxBytes: MemoryLimits.idBytes, "The id of the conversation."),
    .texts("target", \.target, "What the links lead to: \(LinkTarget.forms)."),
    .text(
      "message", \.message, maxBytes: MemoryLimits.idBytes, "Only links of the message with this id.",
      fallback: "links of the conversation and of all its messages"),
  ]
  package static var example: Request {
    var request = Request()
    request.sessionId = "2026-11-pool-review"
    request.target = ["commit:4c9af8b6d1"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let targets = try request.target.map { try LinkTarget($0) }
    if targets.isEmpty { throw IpaiError(.usage, "target is missing: \(LinkTarget.forms)") }
    return try await services.working { _ in
      let store = try services.memoryForWriting()
      var removed = 0
      for target in try await MemoryLinking(services).resolved(targets) {
        removed += try await store.unlink(
          request.sessionId, message: request.message, kind: target.kind, target: target.target)
      }
      return Outcome(removed: removed, links: try await store.links(of: request.sessionId))
    }
  }
}
