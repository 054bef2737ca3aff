package import IpaiCore
package import IpaiEmbedding
package import IpaiGit
package import IpaiSearch

/// Where commits and what is known of their repositories are kept. Each method leaves it correct.
package protocol CommitStore: Sendable {
  /// Where it is, without a password.
  var place: String { get }

  /// Whether other machines keep their repositories in it as well.
  var isShared: Bool { get }

  /// How many bytes it takes.
  func size() async throws -> Int

  // MARK: Repositories

  /// All repositories, sorted by path.
  func repositories() async throws -> [IndexedRepository]

  /// The repository with this git directory or, when there is none, with this path, which helps when it is gone from the disk.
  func repository(at location: String) async throws -> IndexedRepository?

  /// The row for a git directory, which is created if it is missing. A rebuild makes it incomplete and lets other runs notice that. Until a
  /// run is complete, the selection is that of the last run that began.
  func begin(_ start: RepositoryStart) async throws -> IndexedRepository

  /// Drops what a repository no longer reaches, records its tips and returns how many commits were dropped. Does nothing and returns nil
  /// when, since the plan was made, another run has changed what it relies on or the repository was forgotten.
  func complete(_ plan: IndexPlan, now: Timestamp) async throws -> Int?

  /// Removes a repository. Its commits can no longer be found through it, but stay stored.
  func remove(_ repository: IndexedRepository) async throws

  /// Removes a batch of commits that nothing reaches; returns how many there were.
  func removeUnreachable() async throws -> Int

  /// Removes people and paths that no commit refers to any more, and gives back the free space. Returns false when that could not be done,
  /// since others are using the database or the disk is full.
  func removeUnused() async throws -> Bool

  // MARK: Indexing

  /// Those of the commits that are stored, with how many of their words.
  func stored(_ commits: [ObjectID]) async throws -> [ObjectID: CommitWordState]

  /// The commits of a repository that can be found, each with its value of `git_commit.words`.
  func reachable(from repository: IndexedRepository) async throws -> [ObjectID: Int]

  /// Whether a commit of a repository is older than a date.
  func hasAny(before date: Timestamp, in repository: IndexedRepository) async throws -> Bool

  /// What could not be read of a repository. `limit` applies twice: to all of it, and to the commits that cannot be read at all.
  func unreadable(of repository: IndexedRepository, limit: Int?) async throws -> [UnreadableCommit]

  /// The commits of a repository that cannot be read at all, sorted by id.
  func missing(of repository: IndexedRepository) async throws -> [ObjectID]

  /// Stores what was read and makes the commits of a batch findable.
  ///
  /// Returns false when the repository, or a commit that was stored when the batch was read, has been forgotten since. What could be written
  /// is then written, and the run has to start again.
  func write(_ batch: CommitBatch, to repository: IndexedRepository) async throws -> Bool

  /// Removes the words of the commits in these rows, at most `WordRemoval.batch`, and records that they must be read again.
  ///
  /// Throws `IpaiError(.interrupted)` when cancelled; nothing is removed then.
  func removeWords(of rows: [Int64], isCancelled: @escaping @Sendable () -> Bool) async throws

  /// Makes searches quicker after many commits were added. `report` is told how many steps are done.
  func optimize(isCancelled: () -> Bool, report: (Int) -> Void) async throws

  /// The next commits, by row, at most `limit`, that a git directory reaches and an earlier ipai stored without all that is stored now.
  func incomplete(after row: Int64, of gitDirectory: String, limit: Int) async throws -> [IncompleteCommit]

  /// Adds to commits what an earlier ipai did not store.
  func add(_ facts: [CompletedFacts]) async throws

  /// Computes the vectors that the commits of a repository lack, newest first, and returns how many were computed.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.unavailable` for a full disk or a model that cannot be used.
  func embed(
    _ repository: IndexedRepository, with encoder: any Embedder, isCancelled: @escaping @Sendable () -> Bool,
    report: (_ done: Int, _ total: Int) -> Void
  ) async throws -> Int

  // MARK: Looking up

  /// The commits that a filter keeps, newest first, from the one after `after` on, at most `most`. Throws `IpaiError(.usage)` for a bad
  /// pattern.
  func list(_ filter: CommitFilter, after: PageCursor?, most: Int?) async throws -> [ListedCommit]

  /// Hands over commits in the order of their ids, each with the first `paths` of its changes; those that are gone are left out. Nobody is
  /// held up while `take` takes its time.
  func commits(_ ids: [ObjectID], paths: Int, _ take: (StoredCommit) throws -> Void) async throws

  /// The commits whose ids start with some digits, at most two, with all of their changes.
  func commits(startingWith prefix: ObjectIDPrefix) async throws -> [StoredCommit]

  /// The ids that start with some digits, at most two for each.
  func ids(startingWith prefixes: [ObjectIDPrefix]) async throws -> [ObjectIDPrefix: [ObjectID]]

  /// What a search may miss in a repository, or in all of them when it is nil. `countsPaths` says whether missing paths are counted.
  func gaps(in repository: IndexedRepository?, countsPaths: Bool) async throws -> IndexGaps

  /// Numbers about a repository. `model` is the revision of the model in use; nil when there is none.
  func counts(of repository: IndexedRepository, model: String?) async throws -> IndexCounts

  /// How many commits are stored, of all repositories.
  func commitCount() async throws -> Int

  // MARK: Copying

  /// Throws `IpaiError(.unavailable)` when what is stored cannot be copied, since it is damaged.
  func checkForCopying() async throws

  /// The ids of all commits, the newest first, and those of the same second in their order.
  func ids() async throws -> [ObjectID]

  /// Those of the commits that are stored, as they are copied. It takes memory for all of them.
  func copies(of commits: [ObjectID]) async throws -> [ObjectID: CopiedCommit]

  /// The words of commits, which an embedded database goes over its whole index for.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.unavailable` for an index that is damaged.
  func words(of commits: [ObjectID], isCancelled: @escaping @Sendable () -> Bool) async throws -> CopiedWords

  /// Stores commits of another store unless as much or something else is known of them by now, and makes them findable in the repositories
  /// that are still there.
  func restore(_ restoration: CommitRestoration) async throws

  /// Records what was copied of a repository, and takes out of it what the source does not have. Does nothing and returns false when it is
  /// not as it was when the copy began, or has other commits.
  func finish(_ copy: RepositoryCopy) async throws -> Bool

  /// The revisions of the models with which the meaning of commits was computed, in their order.
  func models() async throws -> [String]

  /// At most `most` vectors of the commits in the rows after `row`, in the order of these.
  func vectors(model: String, after row: Int64, most: Int) async throws -> [CopiedCommitVector]

  /// Gives commits that lack a vector of a model those that were computed elsewhere. Returns how many cannot be kept.
  func add(_ vectors: [CopiedCommitVector], model: String) async throws -> LeftOutVectors
}
