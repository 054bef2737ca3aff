package import IpaiGit

/// A commit as it is stored: its facts and the terms it is found by.
package struct CommitRecord: Sendable {
  package let facts: CommitFacts
  package let words: CommitWords
  /// True when all the words of its diff are among `words`; false where this clone lacks a part of it.
  package let hasDiffWords: Bool
  /// A tree or blob that could not be read for its paths and diff words; nil when all could.
  package let unreadable: ObjectID?
}
