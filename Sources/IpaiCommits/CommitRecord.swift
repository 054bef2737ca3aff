package import IpaiGit

/// What a commit's object says and what the commit changed.
package struct CommitFacts: Sendable {
  package let id: ObjectID
  package let parents: [ObjectID]
  package let author: Signature
  package let committer: Signature
  package let message: String
  package let changes: [ChangedPath]
  /// True when `changes` is empty because this clone lacks the trees.
  package let lacksTrees: Bool
}

/// A commit as it is stored: its facts and the terms it is found by.
package struct CommitRecord: Sendable {
  package let facts: CommitFacts
  package let words: CommitWords
  /// True when all the words of its diff are among `words`; false where this clone lacks a part of it.
  package let hasDiffWords: Bool
  /// Trees and blobs that could not be read for its paths and diff words.
  package let unreadableBlobs: Int
}
