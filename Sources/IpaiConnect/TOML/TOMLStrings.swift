/// Strings of TOML 1.0 on one line.
enum TOMLStrings {
  /// A basic string with its quotes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\0"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The text of a basic string without its quotes; nil when an escape is unknown.
  static func decoded(_ content: ArraySlice<UInt8>) -> String? {
    var rest = content
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      guard let escape = rest.popFirst() else { return nil }
      if let plain = plain(escape) {
        bytes.append(plain)
      } else {
        guard let scalar = scalar(escape, &rest) else { return nil }
        bytes += String(scalar).utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func plain(_ escape: UInt8) -> UInt8? {
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): escape
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "r"): 13
    default: nil
    }
  }

  private static func scalar(_ escape: UInt8, _ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard escape == UInt8(ascii: "u") || escape == UInt8(ascii: "U") else { return nil }
    let count = escape == UInt8(ascii: "u") ? 4 : 8
    let digits = rest.prefix(count)
    let isWhole = digits.count == count && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard isWhole, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
    rest = rest.dropFirst(count)
    return Unicode.Scalar(value)
  }
}
