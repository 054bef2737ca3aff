/// What was read of a commit that an earlier ipai did not store.
package struct CompletedFacts: Sendable {
  /// The commit.
  let commit: IncompleteCommit
  /// The author's offset from UTC in minutes.
  let authoredOffset: Int
  /// True when only the first part of the message is stored.
  let isMessageCut: Bool
  /// What it changed; nil when all paths are stored already.
  let paths: CommitFacts?
}
