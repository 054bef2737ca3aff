import IpaiCore
package import IpaiDatabase
import IpaiGit

/// Takes a repository out of the index, and every commit that no other repository reaches.
package struct RepositoryForgetting {
  /// What was taken out.
  package struct Summary: Codable, Sendable, Equatable {
    package var repository: String
    /// Commits that are gone from the database; those that other repositories reach stay.
    package var removed: Int
    package var kept: Int
    /// False where the database keeps the space that became free: others are using it, or the disk is full.
    package var compact: Bool
  }

  private let database: DatabaseFile

  package init(_ database: DatabaseFile) { self.database = database }

  /// `path` is a folder in the repository, or the path it was indexed under when that is gone.
  ///
  /// Throws `IpaiError(.notFound)` when it is not in the index.
  package func forget(_ path: String) throws -> Summary {
    let discovered = try? GitRepository(containing: path).gitDirectory
    // What is indexed under just this path comes first: when its git directory is gone, a repository around it is found.
    let found = try database.read { db in
      try IndexedRepository.find(db, path) ?? discovered.flatMap { try IndexedRepository.find(db, $0) }
    }
    guard let row = found else {
      throw IpaiError(
        .notFound, "\(path) is not in the index", hint: "'ipai commits status --all-repos' lists what is")
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
