import IpaiCore
import IpaiMemory
import IpaiSearch

/// `memory index`: computes the meaning of messages that have no vector yet.
package enum MemoryIndexAction: Action {
  /// Asks for all messages.
  package struct Request: ActionRequest {
    package var rebuild = false

    package init() {}
  }

  /// What was computed.
  package struct Outcome: Codable, Sendable, Equatable {
    /// How many vectors were computed.
    package var embedded: Int
    /// How many messages, or passages of long ones, were made findable by their words anew; nil unless that was asked for.
    package var rebuilt: Int?
  }

  package static let name = ActionName("memory", "index")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/memory/index")
  package static let summary =
    "Compute the meaning of messages that lack it, so that they are found by more than words."
  package static let fields: [Field<Request>] = [
    .flag("rebuild", \.rebuild, "Make all messages findable by their words anew, for example when these are lost.")
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { isCancelled in
      _ = try services.memoryForReading()
      var rebuilt: Int?
      if request.rebuild {
        let count = try await services.memoryForWriting().rebuildWords()
        // Words need no model.
        guard (try? services.textEncoder()) != nil else { return Outcome(embedded: 0, rebuilt: count) }
        rebuilt = count
      }
      if let shared = try services.sharedStore() { _ = try await PostgresMessageWords(shared).run() }
      // Says what to install where there is no model.
      let encoder = try services.textEncoder()
      if let shared = try services.sharedStore() {
        try await PostgresVectorFilling(shared, .memory, encoder).check()
      }
      return Outcome(
        embedded: try await services.embedMessages(isCancelled: isCancelled), rebuilt: rebuilt)
    }
  }
}
