package import IpaiGit

/// What the object of a commit says, and what the commit changed.
package struct CommitFacts: Sendable {
  /// Its id.
  package let id: ObjectID
  /// In the order of the header.
  package let parents: [ObjectID]
  /// After the mailmap was applied.
  package let author: Signature
  /// After the mailmap was applied.
  package let committer: Signature
  /// At most `CommitReader.maxMessageBytes` of it.
  package let message: String
  /// The paths that differ from the only parent, sorted, at most `CommitReader.maxPaths`.
  package let changes: [ChangedPath]
  /// The tree that makes `changes` empty because it is damaged or, as in a treeless clone, missing.
  package let unreadableTree: ObjectID?
  /// True when `changes` is only the first part.
  package let arePathsCut: Bool
  /// True when `message` is only the first part.
  package let isMessageCut: Bool
}
