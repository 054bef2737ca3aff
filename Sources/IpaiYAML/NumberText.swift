/// Recognizes numbers as YAML and JSON write them.
enum NumberText {
  /// True for a number of the core schema: `-1`, `0o17`, `0x1F`, `1.5e3`, `.5`, `.inf`, `.nan`.
  static func isNumber(_ text: String.UTF8View) -> Bool {
    // Nearly all text is not a number, and its first character tells.
    guard let first = text.first, first == UInt8(ascii: ".") || isSign(first) || isDigit(first) else { return false }
    if text.starts(with: "0x".utf8) { return text.count > 2 && text.dropFirst(2).allSatisfy(isHexadecimal) }
    if text.starts(with: "0o".utf8) { return text.count > 2 && text.dropFirst(2).allSatisfy { 0x30...0x37 ~= $0 } }
    switch String(text) {
    case ".nan", ".NaN", ".NAN": return true
    default: return isInfinity(text) || isDecimal(text)
    }
  }

  /// True for a number as JSON writes it (RFC 8259, section 6).
  static func isJSON(_ text: some Collection<UInt8>) -> Bool {
    var rest = text[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let digits = rest.prefix(while: isDigit)
    guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else { return false }
    rest = rest.dropFirst(digits.count)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      if fraction.isEmpty { return false }
      rest = rest.dropFirst(1 + fraction.count)
    }
    return isExponent(rest)
  }

  private static func isInfinity(_ text: String.UTF8View) -> Bool {
    var rest = text[...]
    if let first = rest.first, isSign(first) { rest = rest.dropFirst() }
    return ["inf", "Inf", "INF"].contains { rest.first == UInt8(ascii: ".") && rest.dropFirst().elementsEqual($0.utf8) }
  }

  private static func isDecimal(_ text: String.UTF8View) -> Bool {
    var rest = text[...]
    if let first = rest.first, isSign(first) { rest = rest.dropFirst() }
    let whole = rest.prefix(while: isDigit).count
    rest = rest.dropFirst(whole)
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: isDigit).count
      rest = rest.dropFirst(fraction)
    }
    return whole + fraction > 0 && isExponent(rest)
  }

  /// True for an exponent such as `e+3`, and for nothing.
  private static func isExponent(_ text: some Collection<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    guard first | 0x20 == UInt8(ascii: "e") else { return false }
    var rest = text.dropFirst()
    if let sign = rest.first, isSign(sign) { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }

  private static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6 }
}
