/// The terms of a commit, a text of terms joined by spaces for each column of `commit_words`.
package struct CommitWords: Sendable, Equatable {
  package var subject: [UInt8] = []
  package var body: [UInt8] = []
  package var paths: [UInt8] = []
  package var identifiers: [UInt8] = []
  package var diff: [UInt8] = []

  /// The columns of `commit_words`, in their order.
  package static let columns = ["subject", "body", "paths", "identifiers", "diff"]

  package var all: [[UInt8]] { [subject, body, paths, identifiers, diff] }
}
