import IpaiCore

/// Makes texts of files fit to be stored.
enum ImportedText {
  /// The text without NULs, which many programs stop at.
  static func cleaned(_ text: String) -> String {
    guard contains(0, text) else { return text }
    return text.replacing(scalar: "\u{0}", with: "\u{FFFD}")
  }

  /// True when a byte occurs in the UTF-8 of a text, found at the speed of `memchr`.
  static func contains(_ byte: UInt8, _ text: String) -> Bool {
    var text = text
    return text.withUTF8 { UnsafeRawBufferPointer($0).firstIndex(of: byte, from: 0) != nil }
  }

  /// The text, cut between two characters where it has more than `most` bytes.
  static func cut(_ text: String, to most: Int) -> String {
    guard text.utf8.count > most else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: most)
    while end > text.startIndex, String.Index(end, within: text) == nil { end = text.utf8.index(before: end) }
    return String(text[..<end])
  }

  /// True for a text without a visible character.
  static func isBlank(_ text: some StringProtocol) -> Bool { text.allSatisfy(\.isWhitespace) }

  /// The text without white space at its ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
