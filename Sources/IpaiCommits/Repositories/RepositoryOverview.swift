import GRDB
package import IpaiCore
package import IpaiDatabase

/// A repository in the index, in short.
package struct RepositoryOverview: Codable, Sendable, Equatable {
  package var repository: String
  package var gitDirectory: String
  /// Commits that can be found.
  package var indexed: Int
  package var isComplete: Bool
  package var indexedAt: Timestamp

  enum CodingKeys: String, CodingKey {
    case repository, indexed
    case gitDirectory = "git_directory"
    case isComplete = "complete"
    case indexedAt = "indexed_at"
  }
}

extension RepositoryOverview {
  /// All repositories of the index, by path.
  package static func read(_ database: DatabaseFile) throws -> [RepositoryOverview] {
    try database.read { db in
      try IndexedRepository.all(db).map { row in
        RepositoryOverview(
          repository: row.path, gitDirectory: row.gitDirectory,
          indexed: try RepositoryCounts.indexed(db, row.gitDirectory),
          isComplete: row.isComplete, indexedAt: row.indexedAt)
      }
    }
  }
}
