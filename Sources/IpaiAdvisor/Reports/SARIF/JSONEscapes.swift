import Foundation
import IpaiCore

/// Escapes in JSON for what could act on whoever reads it, such as marks of direction. What a parser reads stays the same.
enum JSONEscapes {
  /// JSON with `\u` and four digits in the place of control characters beyond ASCII, marks of format and separators of lines.
  static func applied(to json: Data) -> Data {
    if json.allSatisfy({ $0 < 0x80 }) { return json }
    return Data(String(decoding: json, as: UTF8.self).replacingScalars(escape).utf8)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String? {
    // Those below 0x80 that stand raw in JSON are its own line breaks.
    guard scalar.value >= 0x80 else { return nil }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      return String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    default: return nil
    }
  }
}
