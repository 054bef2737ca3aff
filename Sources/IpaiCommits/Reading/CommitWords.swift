/// The terms of a commit, a text of terms joined by spaces for each column of `commit_words`.
package struct CommitWords: Sendable, Equatable {
  package var subject: [UInt8] = []
  package var body: [UInt8] = []
  package var paths: [UInt8] = []
  package var identifiers: [UInt8] = []
  package var diff: [UInt8] = []

  /// In the order of the fields of `CorpusLayout.commits`.
  package var all: [[UInt8]] { [subject, body, paths, identifiers, diff] }
}
