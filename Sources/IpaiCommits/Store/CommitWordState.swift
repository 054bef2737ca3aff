/// A commit that is stored, and how many of its words.
package struct CommitWordState: Sendable, Equatable {
  /// Its row.
  let row: Int64
  /// The value of `git_commit.words`.
  let words: Int

  /// Whether it has to be read: it has fewer words than are wanted and this clone can give. `isBoundary` says whether the history of a
  /// shallow clone ends there, which then has no diff.
  func needsReading(for wanted: Int, isBoundary: Bool) -> Bool { words == 0 || words < wanted && !isBoundary }
}
