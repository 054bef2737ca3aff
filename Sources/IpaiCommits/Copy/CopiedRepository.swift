import IpaiCore
import IpaiGit
import IpaiSearch

/// A repository of a store as it is copied to another: what was selected of it, how far its index is, and what it reaches.
package struct CopiedRepository: CopiedRecord {
  /// Its row.
  package let row: IndexedRepository
  /// How many commits can be found in it.
  let members: Int
  /// What could not be read of it, sorted by commit.
  let unreadable: [UnreadableCommit]
  package let checksum: String

  /// What a store has of the repository in a row.
  package init(_ row: IndexedRepository, of store: any CommitStore) async throws {
    self.row = row
    let members = try await store.reachable(from: row).keys.sorted()
    self.members = members.count
    unreadable = try await store.unreadable(of: row, limit: nil).sorted { $0.commit < $1.commit }
    checksum = Self.checksum(row, members, unreadable)
  }

  /// What a store has of the repository with a git directory; nil when it has none.
  package init?(gitDirectory: String, of store: any CommitStore) async throws {
    // A store finds it by its path as well.
    guard let row = try await store.repository(at: gitDirectory),
      ByteOrder.compare(row.gitDirectory, gitDirectory) == 0
    else { return nil }
    try await self.init(row, of: store)
  }

  private static func checksum(
    _ row: IndexedRepository, _ members: [ObjectID], _ unreadable: [UnreadableCommit]
  ) -> String {
    var digest = FieldDigest()
    for text in [row.gitDirectory, row.path, row.selection] { digest.add(text) }
    digest.add(row.tips.flatMap(\.bytes))
    for flag in [row.isShallow, row.isComplete, row.generation > 0, row.boundary != nil] { digest.add(flag ? 1 : 0) }
    digest.add((row.boundary ?? []).sorted().flatMap(\.bytes))
    digest.add(Int64(members.count))
    for id in members { digest.add(id.bytes) }
    for entry in unreadable {
      digest.add(entry.commit.bytes)
      digest.add(entry.object.bytes)
    }
    return digest.value()
  }
}

extension CopiedRepository {
  /// A repository whose index is not known to be older there, or is complete there alone, stays.
  package func conflict(with other: CopiedRepository) -> String? {
    if other.row.indexedAt > row.indexedAt { return "it was indexed later there" }
    guard other.row.isComplete else { return nil }
    if !row.isComplete { return "its index is complete there, and not here" }
    if other.row.indexedAt == row.indexedAt { return "it was indexed at the same time there, and is not the same" }
    return nil
  }

  /// Whether the destination has all of it. When the index was complete is no part of the checksum, since a run that finds nothing new
  /// changes it.
  package func isCopied(in other: CopiedRepository) -> Bool {
    checksum == other.checksum && other.row.indexedAt >= row.indexedAt
  }

  /// Whether no run has changed it since `earlier`.
  package func isUnchanged(since earlier: CopiedRepository) -> Bool {
    checksum == earlier.checksum && row.token == earlier.row.token && row.generation == earlier.row.generation
  }

  /// The start of its copy in place of the one that the destination has. Until the copy ends, the index there is incomplete, and runs there
  /// notice that it has changed.
  package func start(replacing other: CopiedRepository?) -> RepositoryStart {
    RepositoryStart(
      gitDirectory: row.gitDirectory, path: row.path, selection: Selection(encoded: row.selection) ?? Selection(),
      isRebuild: (other?.row.generation ?? 0) > 0, now: row.indexedAt)
  }
}
