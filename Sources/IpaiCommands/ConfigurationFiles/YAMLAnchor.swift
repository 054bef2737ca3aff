/// Finds what lets a short YAML file describe a huge one: anchors, which aliases repeat.
///
/// A configuration needs none, and the parser would expand them ("a billion laughs"). Quotes and comments are not
/// told apart: an anchor that is missed would cost more than a quoted one that is refused.
enum YAMLAnchor {
  /// The line (1-based) of the first `&name` that stands where a node can begin; nil when there is none.
  static func firstLine(in text: String) -> Int? {
    var scanner = Scanner()
    var line = 1
    for byte in text.utf8 {
      if scanner.completesAnchor(byte) { return line }
      if byte == UInt8(ascii: "\n") { line += 1 }
    }
    return nil
  }

  private struct Scanner {
    private var canBegin = true
    private var isInTag = false
    private var isAfterAmpersand = false

    /// True when `byte` is the first of the name of an anchor.
    mutating func completesAnchor(_ byte: UInt8) -> Bool {
      let isName = byte > UInt8(ascii: " ")
      if isAfterAmpersand && isName { return true }
      isAfterAmpersand = canBegin && byte == UInt8(ascii: "&")
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x85, 0xA8, 0xA9:
        // The last three end the encodings of U+0085, U+2028 and U+2029, which are line breaks in YAML 1.1.
        canBegin = true
        isInTag = false
      case UInt8(ascii: " "), UInt8(ascii: "\t"): isInTag = false
      case UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): canBegin = true
      case UInt8(ascii: "-"), UInt8(ascii: "?"): break
      case UInt8(ascii: "!") where canBegin: isInTag = true
      default: canBegin = canBegin && isInTag
      }
      return false
    }
  }
}
