import IpaiCore

/// A file as it is now, by its lines.
package struct SourceFile: Sendable {
  private let text: SourceText

  /// The text of a file; nil where there is none that can be read.
  package static func text(_ path: String) -> SourceFile? {
    guard let bytes = try? OpenFile(path: path).content(limit: TextFile.maxBytes),
      let text = TextFile.decoded(Array(bytes))
    else { return nil }
    return SourceFile(text: SourceText(text))
  }

  /// How many lines it has.
  package var lineCount: Int { text.lines.count }

  /// A line, from 1 on.
  package func line(_ number: Int) -> String { text.line(number - 1).text }
}
