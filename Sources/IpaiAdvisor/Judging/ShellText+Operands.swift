import IpaiCore

extension ShellText {
  /// The command as doctl and kubectl have to get it: a value from an account that stands alone and begins with a hyphen comes behind
  /// `--`, and so do the operands after it, so that it is not taken for an option. Options come before it.
  ///
  /// What begins with a hyphen and is quoted is such a value, because no rule quotes an option; behind an option it is that option's value,
  /// which both programs take as it is.
  var withGuardedOperands: ShellText {
    guard text.hasBytes(of: "'-") else { return self }
    let words = Self.words(text)
    guard ["doctl", "kubectl"].contains(words.first) else { return self }
    guard let first = words.indices.first(where: { Self.isOperand(words, $0) && Self.isLikeAnOption(words[$0]) }) else {
      return self
    }
    let rest = words.indices[first...]
    let operands = rest.filter { Self.isOperand(words, $0) }.map { words[$0] }
    let options = rest.filter { !Self.isOperand(words, $0) }.map { words[$0] }
    return ShellText(
      text: (words[..<first] + options + ["--"] + operands).joined(separator: " "), hasBlanks: hasBlanks)
  }

  private static func isOperand(_ words: [String], _ place: Int) -> Bool {
    !isOption(words[place])
      && !(place > 0 && isOption(words[place - 1]) && !words[place - 1].utf8.contains(UInt8(ascii: "=")))
  }

  private static func isOption(_ word: String) -> Bool { word.utf8.first == UInt8(ascii: "-") }

  private static func isLikeAnOption(_ word: String) -> Bool { word.hasPrefix("'-") || word.hasPrefix("$'-") }

  /// The words of a command with their quotes. By bytes, because a letter may be one character with the quote before it.
  private static func words(_ command: String) -> [String] {
    var words: [[UInt8]] = [[]]
    var quote: UInt8?
    var isEscaped = false
    var hasEscapes = false
    for byte in command.utf8 {
      if quote == nil, !isEscaped, byte == UInt8(ascii: " ") {
        words.append([])
        continue
      }
      let last = words[words.count - 1].last
      words[words.count - 1].append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") || hasEscapes {
        isEscaped = true
      } else if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        hasEscapes = byte == UInt8(ascii: "'") && last == UInt8(ascii: "$")
      }
    }
    return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }
}
