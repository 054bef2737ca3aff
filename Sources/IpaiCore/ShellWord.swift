/// Text as a word of a command line, for hints that are there to be copied.
package enum ShellWord {
  /// Quoted where a shell would read it differently; a byte that is not UTF-8 as `$'\xe9'`, which bash and zsh read.
  package static func quoted(_ text: String) -> String {
    if text.unicodeScalars.contains(where: { PathText.isEscape($0) || $0.value < 0x20 }) { return escaped(text) }
    let isPlain = text.utf8.allSatisfy { $0 > 0x7F || $0 != 0x20 && !"'\"\\$`&;|<>()*?[]#~!{}".utf8.contains($0) }
    return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
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
