/// The line of a document that matched best, and which of its words did.
package struct MatchedLine: Codable, Sendable, Equatable {
  /// The field that holds the line: `subject`, `body`, `paths`, `diff`, or `commit` when the query was the id.
  package var field: String
  /// The line, or its beginning when it is very long.
  package var text: String
  /// The words of the line that matched, as they are written there, each once.
  package var words: [String]

  /// `words` are the words of `text` that matched.
  package init(field: String, text: String, words: [String]) {
    self.field = field
    self.text = text
    self.words = words
  }
}
