extension SecretAssignment {
  /// Reads a sign that joins; nil when there is none.
  mutating func readSign() -> Joint? {
    for (sign, joint) in Self.signs where text.has(sign, at: position) {
      position += sign.count
      return joint
    }
    switch text[position] {
    case UInt8(ascii: ",") where isNameQuoted, UInt8(ascii: "("):
      let next = text.end(of: .blanks, from: position + 1, limit: position + 8)
      guard ByteSet.quotes.contains(text[next]) else { return nil }
      position = next
      return .said
    case UInt8(ascii: ">") where text[nameStart - 1] == UInt8(ascii: "<"):
      position += 1
      return .assigned
    default: return nil
    }
  }

  /// True when the name is an option of a command and its value follows.
  var isOption: Bool {
    text[nameStart] == UInt8(ascii: "-") && !isNameQuoted && text[position] != UInt8(ascii: "-")
  }

  /// Skips the words of a sentence up to its value; nil when no value can follow.
  mutating func skipWords() -> Joint? {
    var joint = Joint.distant
    for count in 0..<Self.mostWords {
      let end = text.end(of: .letters, from: position, limit: position + 12)
      let isWord = end > position && (ByteSet.blanks.contains(text[end]) || text[end] == UInt8(ascii: ":"))
      guard isWord else { return joint }
      let isVerb = count == 0 && Self.verbs.contains(text.lowercasedText(position..<end))
      joint = if isVerb { .said } else { .distant }
      position = text.end(of: .blanks, from: end, limit: end + 4)
      if text[position] == UInt8(ascii: ":") || text[position] == UInt8(ascii: "=") {
        position += 1
        return joint
      }
    }
    return nil
  }

  private static let mostWords = 6
  private static let verbs: Set<String> = ["is", "was", "to"]
  /// Signs that join, of which longer ones go first.
  private static let signs: [([UInt8], Joint?)] =
    [
      ("://", nil), ("::", nil), (":=", .assigned), (":", .assigned), ("=~", nil), ("===", .assigned),
      ("==", .assigned), ("=>", .assigned), ("=", .assigned), ("?=", .assigned), ("||=", .assigned),
      ("!==", .assigned), ("!=", .assigned), ("|", .said), ("：", .assigned),
    ].map { (Array($0.utf8), $1) }
}
