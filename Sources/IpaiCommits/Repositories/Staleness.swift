import IpaiDatabase
import IpaiGit

/// How an index differs from what its repository's references reach now, in commits.
package struct Staleness: Sendable, Equatable {
  /// Commits that the next run would read: reached now and not when the index was last complete, or passed over then and
  /// repaired since.
  package var behind: Int
  /// Reached when the index was last complete, and no longer: still found until the next run.
  package var ahead: Int

  /// Counting stops at so many.
  private static let most = 100_000
  /// How many commits that could not be read are tried again by `of`, of those that lack something and those that lack all:
  /// a partial clone has as many as it has commits, and a try takes a microsecond for each pack.
  package static let mostTried = 5_000

  /// nil when nothing was complete yet or the references cannot be read.
  ///
  /// Looks whether unreadable commits were repaired, `all` of them or the first few.
  static func of(
    _ git: borrowing GitRepository, _ row: IndexedRepository, _ database: DatabaseFile, all: Bool = false
  ) throws -> Staleness? {
    guard row.generation > 0, let selection = Selection(encoded: row.selection),
      let tips = try? selection.tips(in: git)
    else { return nil }
    var staleness: Staleness
    let boundary = git.shallowBoundary
    if hasMoved(row, boundary) {
      staleness = try afterDeepening(git, row, selection.limits, tips, database)
    } else if tips == row.tips {
      staleness = Staleness(behind: 0, ahead: 0)
    } else {
      let change = try HistoryChange(git, from: row.tips, to: tips, limits: .init(maxCommits: most))
      staleness = Staleness(behind: change.added.commits.count, ahead: change.dropped.count)
    }
    staleness.behind += try repaired(git, row, database, all: all)
    return staleness
  }

  /// True when the history ends elsewhere than when the index was last complete. An older ipai noted only that it ended.
  private static func hasMoved(_ row: IndexedRepository, _ boundary: Set<ObjectID>) -> Bool {
    if let known = row.boundary { return known != boundary }
    return row.isShallow || !boundary.isEmpty
  }

  /// The history of a shallow clone was made longer or shorter, which no reference shows.
  private static func afterDeepening(
    _ git: borrowing GitRepository, _ row: IndexedRepository, _ limits: CommitWalk.Limits, _ tips: [ObjectID],
    _ database: DatabaseFile
  ) throws -> Staleness {
    var known = Set(try database.read { try ReachableCommits($0, repository: row.id) }.words.keys)
    let indexed = known.count
    let walk = try CommitWalk(git, from: tips, limits: limits)
    for id in walk.commits { known.remove(id) }
    return Staleness(behind: walk.commits.count - (indexed - known.count), ahead: known.count)
  }

  private static func repaired(
    _ git: borrowing GitRepository, _ row: IndexedRepository, _ database: DatabaseFile, all: Bool
  ) throws -> Int {
    let limit = all ? nil : mostTried
    let unreadable = try database.read { try UnreadableCommit.all($0, repository: row.id, limit: limit) }
    var count = 0
    for entry in unreadable where git.canRead(entry.object) { count += 1 }
    return count
  }
}
