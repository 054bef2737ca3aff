package import IpaiCore

/// A repository in the index, in brief.
package struct RepositoryOverview: Codable, Sendable, Equatable {
  /// The path of the repository.
  package var repository: String
  /// The path of its git directory.
  package var gitDirectory: String
  /// How many commits can be found.
  package var indexed: Int
  /// False while the index is being built and after an interruption.
  package var isComplete: Bool
  /// When the index was last complete.
  package var indexedAt: Timestamp

  enum CodingKeys: String, CodingKey {
    case repository, indexed
    case gitDirectory = "git_directory"
    case isComplete = "complete"
    case indexedAt = "indexed_at"
  }
}

extension RepositoryOverview {
  /// All repositories of the index, sorted by path.
  package static func read(_ store: any CommitStore) async throws -> [RepositoryOverview] {
    try await store.repositories().map { row in
      RepositoryOverview(
        repository: row.path, gitDirectory: row.gitDirectory, indexed: row.commits, isComplete: row.isComplete,
        indexedAt: row.indexedAt)
    }
  }
}
