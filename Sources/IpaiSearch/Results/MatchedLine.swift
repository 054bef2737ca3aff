/// The line of a document that matched best, and which of its words did.
package struct MatchedLine: Codable, Sendable, Equatable {
  /// Where the line stands: `subject`, `body`, `paths`, `diff`, or `commit` where the query was its id.
  package var field: String
  package var text: String
  /// The words of the line that matched, as they stand there, each once.
  package var words: [String]

  package init(field: String, text: String, words: [String]) {
    self.field = field
    self.text = text
    self.words = words
  }
}
