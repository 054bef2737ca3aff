/// Writes text as a word of a command line, for hints that are meant to be copied.
package enum ShellWord {
  /// The text, quoted when a shell would otherwise read it differently.
  ///
  /// A byte that is not UTF-8 is written as in `$'\xe9'`, which bash and zsh understand.
  package static func quoted(_ text: String) -> String {
    if text.unicodeScalars.contains(where: isInvisible) { return escaped(text) }
    let isPlain = text.utf8.allSatisfy { $0 > 0x7F || $0 != 0x20 && !"'\"\\$`&;|<>()*?[]#~!{}".utf8.contains($0) }
    if isPlain && !text.isEmpty { return text }
    return "'" + text.replacing(scalar: "'", with: "'\\''") + "'"
  }

  /// True for what a terminal acts on or does not show, and for a character that stands for a byte that is not UTF-8.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    // Most text is of these, and the properties of characters take long.
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: PathText.isEscape(scalar)
    }
  }

  private static func escaped(_ text: String) -> String {
    let shown = PathText.bytes(text).map { byte in
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\" + String(Unicode.Scalar(byte))
      case 0x20..<0x7F: String(Unicode.Scalar(byte))
      default: "\\x" + [byte].hexadecimal
      }
    }
    return "$'" + shown.joined() + "'"
  }
}
