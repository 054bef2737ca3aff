import IpaiCore
package import IpaiMemory

/// `memory link`: says what a conversation was about.
package enum MemoryLinkAction: Action {
  /// What to link to what.
  package struct Request: ActionRequest {
    package var sessionId = ""
    package var target: [String] = []
    package var message: String?
    package var relation: String?
    package var confidence: Double?

    package init() {}
  }

  /// What was linked.
  package struct Outcome: Codable, Sendable, Equatable {
    /// How many links are new.
    package var linked: Int
    /// All links of the conversation.
    package var links: [MemoryLink]
  }

  package static let name = ActionName("memory", "link")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/memory/link")
  package static let summary = "Say what a conversation, or one message of it, was about."
  package static let fields: [Field<Request>] = [
    .required("session_id", \.sessionId, maxBytes: MemoryLimits.idBytes, "The id of the conversation."),
    .texts("target", \.target, "What it was about: \(LinkTarget.forms)."),
    .text(
      "message", \.message, maxBytes: MemoryLimits.idBytes, "The id of the message.",
      fallback: "the conversation as a whole"),
    .text(
      "relation", \.relation, minBytes: 1, maxBytes: 64, "How they are related, in a word: explains, decides, fixes.",
      fallback: "mentions"),
    .number("confidence", \.confidence, 0...1, fallback: "1", "How sure that is."),
  ]
  package static var example: Request {
    var request = Request()
    request.sessionId = "2026-11-pool-review"
    request.target = ["commit:4c9af8b6d1", "file:lib/pool.c:10-20"]
    request.relation = "decides"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let targets = try request.target.map { try LinkTarget($0) }
    if targets.isEmpty { throw IpaiError(.usage, "target is missing: \(LinkTarget.forms)") }
    return try await services.working { _ in
      let linking = MemoryLinking(services)
      let linked = try await linking.link(
        request.sessionId, message: request.message, to: linking.resolved(targets),
        relation: request.relation ?? "mentions",
        confidence: request.confidence ?? 1)
      return Outcome(linked: linked, links: try await services.memoryForReading().links(of: request.sessionId))
    }
  }
}
