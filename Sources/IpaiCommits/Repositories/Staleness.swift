import IpaiGit

/// How an index differs from what the references of its repository reach now, in commits.
package struct Staleness: Sendable, Equatable {
  /// How many commits the next run would read: those that were not reached when the index was last complete, and those that
  /// were skipped then and repaired since.
  package var behind: Int
  /// How many commits were reached when the index was last complete and are not reached now; a search finds them until the
  /// next run.
  package var ahead: Int

  /// The number at which counting stops.
  private static let most = 100_000
  /// How many commits that could not be read `of` tries again, both of those that lack something and of those that lack
  /// everything. In a partial clone that may be every commit, and a try takes a microsecond for each pack.
  package static let mostTried = 5_000

  /// The difference; nil when the index has never been complete or the references cannot be read.
  ///
  /// `all` says whether all unreadable commits are tried again or only the first `mostTried`.
  static func of(
    _ git: borrowing GitRepository, _ row: IndexedRepository, _ store: any CommitStore, all: Bool = false
  ) async throws -> Staleness? {
    guard row.generation > 0, let selection = Selection(encoded: row.selection),
      let tips = try? selection.tips(in: git)
    else { return nil }
    var staleness: Staleness
    let boundary = git.shallowBoundary
    if hasMoved(row, boundary) {
      staleness = try await afterDeepening(git, row, selection.limits, tips, store)
    } else if tips == row.tips {
      staleness = Staleness(behind: 0, ahead: 0)
    } else {
      let change = try HistoryChange(git, from: row.tips, to: tips, limits: .init(maxCommits: most))
      staleness = Staleness(behind: change.added.commits.count, ahead: change.dropped.count)
    }
    staleness.behind += try await repaired(git, row, store, all: all)
    return staleness
  }

  /// True when the history ends elsewhere than when the index was last complete. An older ipai only recorded that it ended.
  private static func hasMoved(_ row: IndexedRepository, _ boundary: Set<ObjectID>) -> Bool {
    if let known = row.boundary { return known != boundary }
    return row.isShallow || !boundary.isEmpty
  }

  /// The difference after the history of a shallow clone was made longer or shorter, which no reference shows.
  private static func afterDeepening(
    _ git: borrowing GitRepository, _ row: IndexedRepository, _ limits: CommitWalk.Limits, _ tips: [ObjectID],
    _ store: any CommitStore
  ) async throws -> Staleness {
    var known = Set(try await store.reachable(from: row).keys)
    let indexed = known.count
    let walk = try CommitWalk(git, from: tips, limits: limits)
    for id in walk.commits { known.remove(id) }
    return Staleness(behind: walk.commits.count - (indexed - known.count), ahead: known.count)
  }

  private static func repaired(
    _ git: borrowing GitRepository, _ row: IndexedRepository, _ store: any CommitStore, all: Bool
  ) async throws -> Int {
    var limit: Int?
    if !all { limit = mostTried }
    let unreadable = try await store.unreadable(of: row, limit: limit)
    var count = 0
    for entry in unreadable where git.canRead(entry.object) { count += 1 }
    return count
  }
}
