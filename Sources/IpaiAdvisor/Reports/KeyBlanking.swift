/// Shortens access keys of Spaces and tokens of DigitalOcean that stand in a text, in case a rule or a name has one.
enum KeyBlanking {
  private static let tokenStarts: [[UInt8]] = ["dop_v1_", "doo_v1_", "dor_v1_", "doc_v1_"].map { Array($0.utf8) }
  private static let keyLength = 20

  /// The text with `…` and the last four characters in the place of each key, and `***` in that of each token.
  static func blanked(_ text: String) -> String {
    guard mayHaveKey(text) else { return text }
    var result = ""
    var word: [UInt8] = []
    for byte in text.utf8 {
      if isOfWord(byte) {
        word.append(byte)
      } else {
        flush(&word, to: &result)
        result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    flush(&word, to: &result)
    return result
  }

  private static func mayHaveKey(_ text: String) -> Bool {
    text.utf8.count >= keyLength && (text.contains("DO") || text.contains("_v1_"))
  }

  private static func flush(_ word: inout [UInt8], to result: inout String) {
    let text = String(decoding: word, as: UTF8.self)
    if isKey(word) {
      result += AccessKeyName.shown(text)
    } else if tokenStarts.contains(where: { word.starts(with: $0) }) {
      result += "***"
    } else {
      result += text
    }
    word.removeAll(keepingCapacity: true)
  }

  /// Access keys are 20 capital letters and digits that begin with `DO`.
  private static func isKey(_ word: [UInt8]) -> Bool {
    word.count == keyLength && word.starts(with: Array("DO".utf8)) && word.allSatisfy { isUpper($0) || isDigit($0) }
  }

  /// Bytes beyond ASCII belong to words, so that characters are never taken apart.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte > 0x7F || byte == UInt8(ascii: "_") || isDigit(byte) || isUpper(byte) || isUpper(byte & 0xDF) && byte >= 0x61
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
}
