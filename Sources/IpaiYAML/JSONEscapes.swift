/// The escapes in strings of JSON (RFC 8259, section 7).
enum JSONEscapes {
  /// The content of a string with its escapes replaced; nil when one is unknown or half of a surrogate pair is missing.
  static func decoded(_ content: ArraySlice<UInt8>) -> String? {
    var units: [UInt8] = []
    units.reserveCapacity(content.count)
    var rest = content
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        units.append(byte)
        continue
      }
      guard let escape = rest.popFirst() else { return nil }
      if let plain = plain(escape) {
        units.append(plain)
      } else {
        guard escape == UInt8(ascii: "u"), let scalar = scalar(&rest) else { return nil }
        units += String(scalar).utf8
      }
    }
    return String(decoding: units, as: UTF8.self)
  }

  private static func plain(_ escape: UInt8) -> UInt8? {
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escape
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "t"): 9
    default: nil
    }
  }

  /// The character whose escape started before `rest`, which may be a pair of surrogates.
  private static func scalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let first = unit(&rest) else { return nil }
    guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
    guard rest.popFirst() == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "u"), let second = unit(&rest),
      UTF16.isTrailSurrogate(second)
    else { return nil }
    return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00)
  }

  private static func unit(_ rest: inout ArraySlice<UInt8>) -> UInt16? {
    let digits = rest.prefix(4)
    let isWhole = digits.count == 4 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard isWhole, let value = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
    rest = rest.dropFirst(4)
    return value
  }
}
