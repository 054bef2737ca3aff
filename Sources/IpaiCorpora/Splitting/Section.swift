/// A part of a document that belongs together: what stands below a heading, or a definition with its comment.
struct Section: Sendable, Equatable {
  /// The lines, counted from 0.
  var lines: Range<Int>
  /// The headings that lead to it, from the outermost, or the names of the definition and of those around it.
  var path: [String] = []
  /// What it is.
  var kind = PassageKind.text
}

/// What a passage is.
package enum PassageKind: String, Codable, CaseIterable, Sendable {
  /// A part of a text.
  case text
  /// A part of a text below a heading.
  case section
  /// A definition in source code.
  case definition
  /// A part of source code that defines nothing by itself.
  case code
  /// A record, such as a row of a table.
  case record
}
