package import IpaiGit

/// The end of the copy of a repository, whose commits have all been copied.
package struct RepositoryCopy: Sendable {
  /// The repository at the destination, as it was when the copy began.
  let row: IndexedRepository
  /// The repository that was copied.
  let source: CopiedRepository
  /// Commits that can be found at the destination, and not in the source.
  let dropped: [ObjectID]

  /// The copy of `source` to `row`. `members` and `copies` are the commits that can be found in the two (`CommitStore.reachable`).
  package init(
    of source: CopiedRepository, _ members: [ObjectID: Int], to row: IndexedRepository, _ copies: [ObjectID: Int]
  ) {
    self.row = row
    self.source = source
    dropped = copies.keys.filter { members[$0] == nil }
  }

  /// Whether the commits that can be found at the destination, of which there are so many, are those of the source.
  func isWhole(_ found: Int) -> Bool { found - dropped.count == source.members }
}
