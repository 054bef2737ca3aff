/// Strings of JSON with their quotes (RFC 8259, section 7).
enum JSONCStrings {
  /// A string with its quotes; what need not be escaped is not.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0"..."\u{1F}": result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The UTF-16 units of a string that was read with its quotes; halves of surrogate pairs may stand alone in it.
  static func units(_ quoted: ArraySlice<UInt8>) -> [UInt16] {
    var rest = quoted.dropFirst().dropLast()
    var units: [UInt16] = []
    while let escape = rest.firstIndex(of: UInt8(ascii: "\\")) {
      units += String(decoding: rest[..<escape], as: UTF8.self).utf16
      let digits = escape + 2..<min(escape + 6, rest.endIndex)
      let isNumber = rest[escape + 1] == UInt8(ascii: "u")
      units.append(isNumber ? number(rest[digits]) : unit(rest[escape + 1]))
      rest = rest[(isNumber ? digits.upperBound : escape + 2)...]
    }
    units += String(decoding: rest, as: UTF8.self).utf16
    return units
  }

  /// True for a letter that may follow a backslash, other than `u`.
  static func isEscape(_ byte: UInt8) -> Bool { "\"\\/bfnrt".utf8.contains(byte) }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt16 {
    UInt16(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xFFFD
  }

  private static func unit(_ escape: UInt8) -> UInt16 {
    switch escape {
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "t"): 9
    default: UInt16(escape)
    }
  }
}
