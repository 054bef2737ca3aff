import Foundation
import GRDB
package import IpaiCore
package import IpaiDatabase
import IpaiGit

/// What the index has of a repository and how that compares with the repository.
package struct IndexStatus: Codable, Sendable, Equatable {
  package var repository: String
  package var gitDirectory: String
  /// Commits that can be found.
  package var indexed: Int
  /// Commits that the selected references reach now, within the selected limits.
  package var reachable: Int
  /// Commits that the references reach and that did not exist when the index was last complete.
  package var behind: Int
  /// Commits that can be found still and that the references no longer reach.
  package var ahead: Int
  /// Commits that can be found and have no vector of the model yet; nil where no model is installed.
  package var withoutVectors: Int?
  package var isComplete: Bool
  package var references: [String]
  package var diffWords: Bool
  package var indexedAt: Timestamp
  package var isShallow: Bool
  package var database: String
  /// The size of the database on disk, with its write-ahead log.
  package var databaseBytes: Int
  /// Commits of all repositories in the database, and those that no repository reaches any more.
  package var storedCommits: Int
  package var unreachableCommits: Int

  enum CodingKeys: String, CodingKey {
    case repository, indexed, reachable, behind, ahead, references, database
    case gitDirectory = "git_directory"
    case isComplete = "complete"
    case withoutVectors = "without_vectors"
    case diffWords = "diff_words"
    case indexedAt = "indexed_at"
    case isShallow = "shallow"
    case databaseBytes = "database_bytes"
    case storedCommits = "stored_commits"
    case unreachableCommits = "unreachable_commits"
  }
}

extension IndexStatus {
  /// The status for a folder in a repository.
  ///
  /// Throws `IpaiError(.notFound)` when the folder is in no repository or the repository is not indexed.
  ///
  /// `model` is the revision of the model in use; nil where none is.
  package static func read(_ path: String, _ database: DatabaseFile, model: String? = nil) throws -> IndexStatus {
    let git = try GitRepository(containing: path)
    let directory = git.gitDirectory
    guard let row = try database.read({ try IndexedRepository.find($0, directory) }) else {
      throw CommitScope.notIndexed(git.path)
    }
    let selection = Selection(encoded: row.selection) ?? Selection()
    let walk = try CommitWalk(git, from: selection.tips(in: git), limits: selection.limits)
    let staleness = try Staleness.of(git, row)
    let (indexed, stored, unreachable) = try database.read { db in
      (
        try RepositoryCounts.indexed(db, directory), try RepositoryCounts.stored(db),
        try RepositoryCounts.unreachable(db)
      )
    }
    let withoutVectors = try model.map { revision in
      try database.read { try CommitVectorStore.missingCount($0, repository: row.id, revision: revision) }
    }
    return IndexStatus(
      repository: git.path, gitDirectory: directory, indexed: indexed, reachable: walk.commits.count,
      behind: staleness?.behind ?? max(0, walk.commits.count - indexed), ahead: staleness?.ahead ?? 0,
      withoutVectors: withoutVectors,
      isComplete: row.isComplete,
      references: selection.allReferences ? ["--all-refs"] : selection.references, diffWords: selection.diffWords,
      indexedAt: row.indexedAt, isShallow: walk.reachedShallowBoundary, database: database.path,
      databaseBytes: database.sizeOnDisk, storedCommits: stored, unreachableCommits: unreachable)
  }
}
