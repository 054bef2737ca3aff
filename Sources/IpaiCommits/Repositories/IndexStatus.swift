import Foundation
import GRDB
package import IpaiCore
package import IpaiDatabase
import IpaiGit
import IpaiSearch

/// What the index has of a repository and how that compares with the repository.
package struct IndexStatus: Codable, Sendable, Equatable {
  package var repository: String
  package var gitDirectory: String
  /// Commits that can be found.
  package var indexed: Int
  /// Commits that the selected references reach now, within the selected limits.
  package var reachable: Int
  /// Commits that the next run would read: reached now and not when the index was last complete, or repaired since.
  package var behind: Int
  /// Commits that can be found still and that the references no longer reach.
  package var ahead: Int
  /// Commits that can be found and have no vector of the model yet; nil where no model is installed.
  package var withoutVectors: Int?
  package var isComplete: Bool
  package var references: [String]
  package var diffWords: Bool
  /// Commits that can be found and lack paths or words of their diffs, because objects are missing or damaged.
  package var withoutDiffWords: Int
  /// Ids of commits that the references reach and that are missing or damaged.
  package var skipped: [String]
  package var indexedAt: Timestamp
  package var isShallow: Bool
  package var database: String
  /// The size of the database on disk, with its write-ahead log.
  package var databaseBytes: Int
  /// Commits of all repositories in the database, and those that no repository reaches any more.
  package var storedCommits: Int
  package var unreachableCommits: Int

  enum CodingKeys: String, CodingKey {
    case repository, indexed, reachable, behind, ahead, references, database, skipped
    case gitDirectory = "git_directory"
    case isComplete = "complete"
    case withoutVectors = "without_vectors"
    case diffWords = "diff_words"
    case withoutDiffWords = "without_diff_words"
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
    let tips = try tips(of: selection, row, in: git)
    let walk = try CommitWalk(git, from: tips, limits: selection.limits)
    let staleness = try Staleness.of(git, row, database, all: true)
    let counts = try database.read { try Counts($0, row, model) }
    return IndexStatus(
      repository: git.path, gitDirectory: directory, indexed: counts.indexed, reachable: walk.commits.count,
      behind: staleness?.behind ?? max(0, walk.commits.count - counts.indexed), ahead: staleness?.ahead ?? 0,
      withoutVectors: counts.withoutVectors, isComplete: row.isComplete,
      references: selection.allReferences ? ["--all-refs"] : selection.references, diffWords: selection.diffWords,
      withoutDiffWords: counts.withoutDiffWords, skipped: walk.broken.map(\.hex).sorted(), indexedAt: row.indexedAt,
      isShallow: walk.reachedShallowBoundary, database: database.path, databaseBytes: database.sizeOnDisk,
      storedCommits: counts.stored, unreachableCommits: counts.unreachable)
  }

  /// What the selected references stand at. Throws `IpaiError(.notFound)` where one is gone, with the way out.
  private static func tips(
    of selection: Selection, _ row: IndexedRepository, in git: borrowing GitRepository
  ) throws -> [ObjectID] {
    do { return try selection.tips(in: git) } catch let error as IpaiError where error.code == .notFound {
      throw IpaiError(
        .notFound, "the index was made of a reference that is gone: \(error.message)",
        hint: "index what is there now: \(IndexCommand.text(git.path, updating: row))")
    }
  }

  /// The numbers that the database knows.
  private struct Counts {
    let indexed: Int
    let stored: Int
    let unreachable: Int
    let withoutVectors: Int?
    let withoutDiffWords: Int

    init(_ db: Database, _ row: IndexedRepository, _ model: String?) throws {
      indexed = try RepositoryCounts.indexed(db, row.gitDirectory)
      stored = try RepositoryCounts.stored(db)
      unreachable = try RepositoryCounts.unreachable(db)
      withoutVectors = try model.map {
        try VectorStore.missingCount(db, .commits, members: row.members, revision: $0)
      }
      withoutDiffWords = try IndexGaps.read(db, row, countsPaths: false).withoutAllWords
    }
  }
}
