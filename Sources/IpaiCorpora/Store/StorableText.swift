import IpaiCore

/// A text that every store can keep.
enum StorableText {
  /// The passage without NUL, which a value in a JSON file can have: it would end the text in SQLite, and PostgreSQL stores none.
  static func passage(_ passage: Passage) -> Passage {
    var passage = passage
    passage.text = text(passage.text)
    passage.path = passage.path.map(text)
    return passage
  }

  private static func text(_ text: String) -> String {
    text.utf8.contains(0) ? text.replacing(scalar: "\0", with: "\u{FFFD}") : text
  }
}
