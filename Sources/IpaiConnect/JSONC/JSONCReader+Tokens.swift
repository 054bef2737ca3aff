extension JSONCReader {
  /// Passes over white space and comments. Throws `ClientFileError` for a comment that is not closed.
  mutating func skipTrivia() throws(ClientFileError) {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): index += 1
      case UInt8(ascii: "/"): try skipComment()
      default: return
      }
    }
  }

  /// Passes over a comment, without the line's end after `//`. Throws `ClientFileError` when there is none.
  mutating func skipComment() throws(ClientFileError) {
    let start = index
    switch index + 1 < bytes.count ? bytes[index + 1] : 0 {
    case UInt8(ascii: "/"):
      while let byte = peek, !LineEnd.isPart(byte) { index += 1 }
    case UInt8(ascii: "*"):
      index += 2
      while index + 1 < bytes.count {
        if bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/") {
          index += 2
          return
        }
        index += 1
      }
      throw failure("a comment is not closed", at: start)
    default: throw failure("expected '//' or '/*'")
    }
  }

  /// Passes over a string with its quotes. Throws `ClientFileError`.
  mutating func skipString() throws(ClientFileError) {
    let start = index
    index += 1
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return
      case UInt8(ascii: "\\"): try skipEscape()
      case 0..<0x20: throw failure("a line break or control character in a string")
      default: index += 1
      }
    }
    throw failure("a string is not closed", at: start)
  }

  private mutating func skipEscape() throws(ClientFileError) {
    guard index + 1 < bytes.count else { throw failure("a string is not closed") }
    if JSONCStrings.isEscape(bytes[index + 1]) {
      index += 2
      return
    }
    let digits = bytes[(index + 2)...].prefix(4)
    let isWhole = digits.count == 4 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard bytes[index + 1] == UInt8(ascii: "u") && isWhole else { throw failure("an unknown escape in a string") }
    index += 6
  }

  /// Passes over a number, `true`, `false` or `null`. Throws `ClientFileError`.
  mutating func skipLiteral() throws(ClientFileError) {
    let start = index
    while let byte = peek, Self.isLiteral(byte) { index += 1 }
    let text = String(decoding: bytes[start..<index].prefix(80), as: UTF8.self)
    if ["null", "true", "false"].contains(text) || Self.isNumber(bytes[start..<index]) { return }
    throw failure(text.isEmpty ? "expected a value" : "unknown value '\(text)'", at: start)
  }

  private static func isLiteral(_ byte: UInt8) -> Bool {
    let scalar = Unicode.Scalar(byte)
    return scalar.isASCII && (scalar.properties.isAlphabetic || isDigit(byte) || "+-._".unicodeScalars.contains(scalar))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// True for a number of RFC 8259, section 6.
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = rest.prefix(while: isDigit)
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
    rest = rest.dropFirst(whole.count)
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix(while: isDigit)
      if digits.isEmpty { return false }
      rest = rest.dropFirst(digits.count + 1)
    }
    guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return rest.isEmpty }
    rest.removeFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }
}
