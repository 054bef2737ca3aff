import Foundation
import IpaiCore

/// JSON as ipai writes it: sorted keys, slashes as they are, and nothing that a terminal would act on.
enum JSONText {
  /// A value as one JSON document, indented.
  static func encode(_ value: some Encodable) -> String {
    encode(value, [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
  }

  /// A value as one line.
  static func encodeLine(_ value: some Encodable) -> String { encode(value, [.sortedKeys, .withoutEscapingSlashes]) }

  private static func encode(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let json = try? encoder.encode(value) else { return "null" }
    let text = String(decoding: json, as: UTF8.self)
    // Nothing below these does anything but the characters that JSONEncoder has escaped.
    return json.contains { $0 >= 0x7F } ? escaped(text) : text
  }

  /// The JSON with the characters escaped that a terminal would act on. They occur in strings only, where JSONEncoder
  /// has already escaped those below a space; one that is left is a line break between values.
  private static func escaped(_ text: String) -> String {
    var rest = text.unicodeScalars[...]
    var result = ""
    while let place = rest.firstIndex(where: isEscaped) {
      let digits = String(rest[place].value, radix: 16)
      result += String(rest[..<place]) + "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      rest = rest[rest.index(after: place)...]
    }
    return result.isEmpty ? text : result + String(rest)
  }

  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && TerminalText.isActive(scalar)
  }
}
