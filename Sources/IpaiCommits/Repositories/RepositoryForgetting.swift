import IpaiCore
import IpaiGit

/// Removes a repository from the index, and every commit that no other repository reaches.
package struct RepositoryForgetting {
  /// What was removed.
  package struct Summary: Codable, Sendable, Equatable {
    /// The path of the repository.
    package var repository: String
    /// How many commits were removed from the database.
    package var removed: Int
    /// How many of its commits stay because other repositories reach them.
    package var kept: Int
    /// False when the database could not give back the free space: others are using it, or the disk is full.
    package var compact: Bool
  }

  private let store: any CommitStore

  /// Removes from `store`.
  package init(_ store: any CommitStore) { self.store = store }

  /// Removes a repository. `path` is a folder in it or, when it no longer exists, the path under which it was indexed.
  ///
  /// Throws `IpaiError(.notFound)` when it is not in the index.
  package func forget(_ path: String) async throws -> Summary {
    let discovered = try? GitRepository(containing: path).gitDirectory
    // A repository that was indexed under this very path comes first: when its git directory is gone, git would find the
    // repository around it.
    var found = try await store.repository(at: path)
    if found == nil, let discovered { found = try await store.repository(at: discovered) }
    guard let row = found else {
      throw IpaiError(
        .notFound, "\(path) is not in the index", hint: "'ipai commits status --all-repos' lists what is in the index")
    }
    try await store.remove(row)
    var removed = 0
    while case let count = try await store.removeUnreachable(), count > 0 { removed += count }
    let isCompact = try await store.removeUnused()
    return Summary(repository: row.path, removed: removed, kept: max(0, row.commits - removed), compact: isCompact)
  }
}
