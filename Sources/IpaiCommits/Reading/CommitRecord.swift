package import IpaiGit

/// A commit as it is stored: its facts and the terms by which it is found.
package struct CommitRecord: Sendable {
  /// What the commit says and changed.
  package let facts: CommitFacts
  /// Its terms.
  package let words: CommitWords
  /// True when all the words of its diff are among `words`; false when they were not wanted or this clone lacks a part.
  package let hasDiffWords: Bool
  /// A tree or blob that was needed for its paths and diff words and could not be read; nil when all could.
  package let unreadable: ObjectID?
}
