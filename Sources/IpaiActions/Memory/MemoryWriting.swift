import IpaiCore
import IpaiMemory

/// Stores conversations that are ready for it, with the links that were found in them.
struct MemoryWriting {
  private let store: any MemoryStore
  private let now: Timestamp

  /// Writes to the database of `services`.
  init(_ services: Services) throws {
    store = try services.memoryForWriting()
    now = Timestamp(services.now())
  }

  /// Stores conversations in one transaction, and then the links of those that have something new; what became of them.
  func write(_ batch: PreparedBatch) async throws -> AddedMemory {
    var outcome = AddedMemory()
    var links: [MemoryLink] = []
    for refused in batch.refused { outcome.take(.failure(refused.error), refused.sessionID) }
    let results = try await store.add(batch.conversations.map(\.conversation))
    for (prepared, result) in zip(batch.conversations, results) {
      outcome.take(result, prepared.conversation.sessionID)
      if case .success(let summary) = result, summary.added > 0 { links += prepared.links }
    }
    if !links.isEmpty { outcome.linked = try await store.link(links, at: now) }
    return outcome
  }
}
