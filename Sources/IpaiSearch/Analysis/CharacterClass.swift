/// Classes of ASCII bytes.
enum CharacterClass {
  static func isUppercase(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
  static func isLowercase(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLowercase(byte | 0x20) || isDigit(byte) }
  /// True for what joins the parts of a name: `_` and `-`.
  static func joins(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") }
  /// The lower-case letter for an upper-case one; any other byte unchanged.
  static func lowercased(_ byte: UInt8) -> UInt8 {
    if isUppercase(byte) { return byte | 0x20 }
    return byte
  }
}
