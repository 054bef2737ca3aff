/// Finds out who speaks in conversations that say so in their text: "Ann: are you there?".
enum SpeakerPrefix {
  /// The bytes that a name may have.
  private static let longest = 40

  /// The names of the speakers, by message; empty unless every message begins with one, and names recur as those of speakers
  /// do.
  static func names(_ messages: [NewMessage]) -> [String] {
    let texts = messages.filter { !$0.content.isEmpty }
    guard texts.count > 2, texts.allSatisfy({ $0.name == nil }) else { return [] }
    let names = messages.map { name(in: $0.content) ?? "" }
    let known = Set(names).subtracting([""])
    guard zip(messages, names).allSatisfy({ $0.content.isEmpty || !$1.isEmpty }) else { return [] }
    return known.count <= max(2, texts.count / 3) ? names : []
  }

  /// The words before the first colon, where all of them begin with a capital letter: at most three, on one line.
  static func name(in text: String) -> String? {
    let start = text.utf8.prefix(longest + 1)
    guard let colon = start.firstIndex(of: UInt8(ascii: ":")), let name = String(start[..<colon]) else { return nil }
    let after = text.utf8.index(after: colon)
    guard after < text.utf8.endIndex, text.utf8[after] == UInt8(ascii: " ") || text.utf8[after] == 10 else {
      return nil
    }
    let words = name.split(separator: " ", omittingEmptySubsequences: false)
    guard (1...3).contains(words.count), words.allSatisfy(isName) else { return nil }
    return name
  }

  private static func isName(_ word: Substring) -> Bool {
    guard let first = word.first, first.isUppercase else { return false }
    return word.allSatisfy { $0.isLetter || $0.isNumber || "._-'".contains($0) }
  }
}
