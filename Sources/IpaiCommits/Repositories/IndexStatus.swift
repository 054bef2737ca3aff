package import IpaiCore
import IpaiGit

/// What the index holds of a repository, compared with the repository itself.
package struct IndexStatus: Codable, Sendable, Equatable {
  /// The path of the repository.
  package var repository: String
  /// The path of its git directory.
  package var gitDirectory: String
  /// How many commits can be found.
  package var indexed: Int
  /// How many commits the selected references reach now, within the selected limits.
  package var reachable: Int
  /// How many commits the next run would read: those that were not reached when the index was last complete, and those that
  /// were repaired since.
  package var behind: Int
  /// How many commits can still be found although the references no longer reach them.
  package var ahead: Int
  /// How many commits that can be found have no vector of the model yet; nil when no model is installed.
  package var withoutVectors: Int?
  /// False while the index is being built and after an interruption.
  package var isComplete: Bool
  /// The selected references, or `--all-refs`.
  package var references: [String]
  /// True when the words of diffs are selected.
  package var diffWords: Bool
  /// How many commits can be found but lack paths or words of their diffs because objects are missing or damaged.
  package var withoutDiffWords: Int
  /// Ids of commits that the references reach and that are missing or damaged.
  package var skipped: [String]
  /// When the index was last complete.
  package var indexedAt: Timestamp
  /// True when the history of a shallow clone ends the walk.
  package var isShallow: Bool
  /// The path of the database.
  package var database: String
  /// The size of the database on disk, including its write-ahead log.
  package var databaseBytes: Int
  /// How many commits the database holds, of all repositories.
  package var storedCommits: Int
  /// How many of them no repository reaches any more.
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
  /// The status of the repository that holds the folder `path`. `model` is the revision of the model in use; nil when there is
  /// none.
  ///
  /// Throws `IpaiError(.notFound)` when the folder is in no repository or the repository is not indexed.
  package static func read(_ path: String, _ store: any CommitStore, model: String? = nil) async throws -> IndexStatus {
    let git = try GitRepository(containing: path)
    let directory = git.gitDirectory
    guard let row = try await store.repository(at: directory) else {
      throw CommitScope.notIndexed(git.path)
    }
    let selection = Selection(encoded: row.selection) ?? Selection()
    let tips = try tips(of: selection, row, in: git)
    let walk = try CommitWalk(git, from: tips, limits: selection.limits)
    let staleness = try await Staleness.of(git, row, store, all: true)
    let counts = try await store.counts(of: row, model: model)
    let references = if selection.allReferences { ["--all-refs"] } else { selection.references }
    return IndexStatus(
      repository: git.path, gitDirectory: directory, indexed: counts.indexed, reachable: walk.commits.count,
      behind: staleness?.behind ?? max(0, walk.commits.count - counts.indexed), ahead: staleness?.ahead ?? 0,
      withoutVectors: counts.withoutVectors, isComplete: row.isComplete,
      references: references, diffWords: selection.diffWords,
      withoutDiffWords: counts.withoutDiffWords, skipped: walk.broken.map(\.hex).sorted(), indexedAt: row.indexedAt,
      isShallow: walk.reachedShallowBoundary, database: store.place, databaseBytes: try await store.size(),
      storedCommits: counts.stored, unreachableCommits: counts.unreachable)
  }

  /// The commits that the selected references point to. Throws `IpaiError(.notFound)`, with a hint, when one is gone.
  private static func tips(
    of selection: Selection, _ row: IndexedRepository, in git: borrowing GitRepository
  ) throws -> [ObjectID] {
    do { return try selection.tips(in: git) } catch let error as IpaiError where error.code == .notFound {
      throw IpaiError(
        .notFound, "the index was made from a reference that no longer exists: \(error.message)",
        hint: "index what exists now: \(IndexCommand.text(git.path, updating: row))")
    }
  }
}
