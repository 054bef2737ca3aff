/// Texts that quote names from outside, as one line that shows what it says.
package enum OneLine {
  /// The text with spaces in place of line breaks and tabs, and U+FFFD for other characters that a terminal acts on.
  package static func text(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains(where: isActive) else { return String(text) }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: result.append(" ")
      default: result.append(isActive(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  /// True for what a terminal acts on: controls, line separators, and the marks of Unicode Standard Annex 9 that change
  /// the direction of text.
  package static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
