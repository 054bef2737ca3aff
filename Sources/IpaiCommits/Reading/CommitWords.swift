/// The terms of a commit: for each column of `commit_words` a text of terms, each after a space.
package struct CommitWords: Sendable, Equatable {
  /// The stems of the subject.
  package var subject: [UInt8] = []
  /// The stems of the body without trailers.
  package var body: [UInt8] = []
  /// The stems of the changed paths.
  package var paths: [UInt8] = []
  /// The identifier terms of message and paths.
  package var identifiers: [UInt8] = []
  /// The terms of the most frequent identifiers of the diff.
  package var diff: [UInt8] = []

  /// All texts, in the order of the fields of `CorpusLayout.commits`.
  package var all: [[UInt8]] { [subject, body, paths, identifiers, diff] }
}
