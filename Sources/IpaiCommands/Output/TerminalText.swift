import IpaiCore

/// Makes text from outside safe for a terminal and fits it into columns.
enum TerminalText {
  /// The text without control characters, which could move the cursor or worse; line breaks and tabs become spaces.
  static func sanitized(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return String(text) }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\t" || scalar == "\r" {
        result.append(" ")
      } else if isUnsafe(scalar) {
        result.append("\u{FFFD}")
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// True for what could make a terminal show other text, and for a character that stands for a byte of a path that is
  /// not UTF-8.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool { isActive(scalar) || PathText.isEscape(scalar) }

  /// True for what a terminal acts on: controls, line separators, and the marks of Unicode Standard Annex 9 that change
  /// the direction of text.
  static func isActive(_ scalar: Unicode.Scalar) -> Bool { OneLine.isActive(scalar) }

  /// The columns a text takes: two for wide East Asian characters and emoji, none for marks.
  static func width(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + width(of: $1) }
  }

  /// The text cut to `columns`, with an ellipsis where something is missing.
  static func cut(_ text: String, to columns: Int?) -> String {
    guard let columns, width(text) > columns else { return text }
    var used = 0
    let kept = text.prefix { character in
      used += width(of: character)
      return used < columns
    }
    return kept + "…"
  }

  /// The text followed by spaces up to `columns`.
  static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  private static func width(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default:
      if first.properties.generalCategory == .nonspacingMark { return 0 }
      return 1
    }
  }
}
