import IpaiGit

/// How an index differs from what its repository's references reach now, in commits.
package struct Staleness: Sendable, Equatable {
  /// Reached now, and not when the index was last complete.
  package let behind: Int
  /// Reached when the index was last complete, and no longer: still found until the next run.
  package let ahead: Int

  /// Counting stops at so many.
  private static let most = 100_000

  /// nil when nothing was complete yet or the references cannot be read.
  static func of(_ git: borrowing GitRepository, _ row: IndexedRepository) throws -> Staleness? {
    guard row.generation > 0, let selection = Selection(encoded: row.selection),
      let tips = try? selection.tips(in: git)
    else { return nil }
    if tips == row.tips { return Staleness(behind: 0, ahead: 0) }
    let change = try HistoryChange(git, from: row.tips, to: tips, limits: .init(maxCommits: most))
    return Staleness(behind: change.added.commits.count, ahead: change.dropped.count)
  }
}
