import IpaiCore
package import IpaiDatabase
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

  private let database: DatabaseFile

  /// Removes from `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  /// Removes a repository. `path` is a folder in it or, when it no longer exists, the path under which it was indexed.
  ///
  /// Throws `IpaiError(.notFound)` when it is not in the index.
  package func forget(_ path: String) throws -> Summary {
    let discovered = try? GitRepository(containing: path).gitDirectory
    // A repository that was indexed under this very path comes first: when its git directory is gone, git would find the
    // repository around it.
    let found = try database.read { db in
      try IndexedRepository.find(db, path) ?? discovered.flatMap { try IndexedRepository.find(db, $0) }
    }
    guard let row = found else {
      throw IpaiError(
        .notFound, "\(path) is not in the index", hint: "'ipai commits status --all-repos' lists what is in the index")
    }
    let before = try database.read { try RepositoryCounts.indexed($0, row.gitDirectory) }
    try database.write { try RepositoryRemoval.removeRow($0, row) }
    var removed = 0
    while case let count = try database.write({ try RepositoryRemoval.removeUnreachable($0) }), count > 0 {
      removed += count
    }
    try database.write { try RepositoryRemoval.removeUnused($0) }
    let isCompact = try database.giveBackFreeSpace()
    return Summary(repository: row.path, removed: removed, kept: max(0, before - removed), compact: isCompact)
  }
}
