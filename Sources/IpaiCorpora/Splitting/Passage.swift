/// A part of a document that is found by itself: a paragraph or more, a definition, a record.
package struct Passage: Sendable, Equatable {
  /// Its text.
  package var text: String
  /// Its first line, from 1 on.
  package var startLine: Int
  /// Its last line.
  package var endLine: Int
  /// The headings that lead to it, from the outermost, or the names of the definition and of those around it.
  package var path: [String]
  /// What it is.
  package var kind: PassageKind

  /// A passage with its parts.
  package init(_ text: String, startLine: Int, endLine: Int, path: [String] = [], kind: PassageKind = .text) {
    self.text = text
    self.startLine = startLine
    self.endLine = endLine
    self.path = path
    self.kind = kind
  }
}
