/// Takes out the marks that ChatGPT writes into its texts for the page that shows them.
///
/// A mark stands between U+E200 and U+E201, and U+E202 divides it: a kind such as `cite`, and what it refers to. The
/// mark of an `entity` stands for a name in the sentence: `entity`, then `["company","Example","…"]`.
enum CitationMarks {
  /// The text as it is shown, without marks.
  static func removed(from text: String) -> String {
    // The first byte of U+E200, which few other characters have.
    guard ImportedText.contains(0xEE, text) else { return text }
    var shown = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let start = rest.firstIndex(of: "\u{E200}") {
      shown += rest[..<start]
      let mark = rest[start...].prefix { $0 != "\u{E201}" }.dropFirst()
      shown += name(in: mark).unicodeScalars
      // The end of the text may have cut the mark off.
      rest = rest[mark.endIndex...].dropFirst()
    }
    shown += rest
    return String(shown)
  }

  /// The name that a mark stands for; empty for a mark that stands for none.
  private static func name(in mark: Substring.UnicodeScalarView) -> String {
    let parts = mark.split(separator: "\u{E202}")
    guard parts.count == 2, String(parts[0]) == "entity" else { return "" }
    let quoted = String(parts[1]).split(separator: "\"", omittingEmptySubsequences: false)
    // ["kind","name"] has the name in the fourth place between quotes.
    guard quoted.count > 3 else { return "" }
    return String(quoted[3])
  }
}
