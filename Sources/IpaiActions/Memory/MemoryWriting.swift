import IpaiCommits
import IpaiCore
import IpaiMemory

/// Stores conversations that are ready for it, with the links that were found in them.
struct MemoryWriting {
  private let store: any MemoryStore
  private let now: Timestamp
  private var commits: CommitNames

  /// Writes to the database of `services`.
  init(_ services: Services) throws {
    store = try services.memoryForWriting()
    now = Timestamp(services.now())
    commits = CommitNames(try services.commitsForWriting())
  }

  /// Stores conversations in one transaction, and then the links of those that have something new; what became of them.
  mutating func write(_ batch: PreparedBatch) async throws -> AddedMemory {
    var outcome = AddedMemory()
    var links: [MemoryLink] = []
    for refused in batch.refused { outcome.take(.failure(refused.error), refused.sessionID) }
    let results = try await store.add(batch.conversations.map(\.conversation))
    for (prepared, result) in zip(batch.conversations, results) {
      outcome.take(result, prepared.conversation.sessionID)
      if case .success(let summary) = result, summary.added > 0 { links += prepared.links }
    }
    links = try await resolved(links)
    if !links.isEmpty { outcome.linked = try await store.link(links, at: now) }
    return outcome
  }

  /// The links with the whole ids of commits, without those to commits that are not in the index.
  private mutating func resolved(_ links: [MemoryLink]) async throws -> [MemoryLink] {
    let commits = links.filter { $0.kind == .commit }.map(\.target)
    let ids = try await self.commits.ids(startingWith: commits + links.compactMap(\.revision))
    return links.compactMap { link in
      var link = link
      link.revision = link.revision.flatMap { ids[$0] }
      guard link.kind == .commit else { return link }
      guard let id = ids[link.target] else { return nil }
      link.target = id
      return link
    }
  }
}
