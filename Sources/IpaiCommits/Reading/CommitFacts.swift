package import IpaiGit

/// What a commit's object says and what the commit changed.
package struct CommitFacts: Sendable {
  package let id: ObjectID
  package let parents: [ObjectID]
  package let author: Signature
  package let committer: Signature
  package let message: String
  package let changes: [ChangedPath]
  /// The tree because of which `changes` is empty: missing, as in a treeless clone, or damaged.
  package let unreadableTree: ObjectID?
  /// True when `changes` or `message` are only the first part, up to what is kept.
  package let arePathsCut: Bool
  package let isMessageCut: Bool
}
