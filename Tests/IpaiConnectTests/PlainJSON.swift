import Foundation

/// JSON with comments as Foundation reads it, apart from the code under test.
enum PlainJSON {
  /// The text without byte order mark, comments and trailing commas.
  static func text(_ text: String) -> Data {
    var rest = Array(text.utf8)[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    var result = Data()
    while let byte = rest.first {
      if byte == UInt8(ascii: "\"") {
        let end = endOfString(rest)
        result += rest[..<end]
        rest = rest[end...]
      } else if rest.starts(with: "//".utf8) {
        rest = rest.drop { $0 != 10 && $0 != 13 }
      } else if rest.starts(with: "/*".utf8) {
        rest = rest.dropFirst(2)
        while !rest.isEmpty && !rest.starts(with: "*/".utf8) { rest = rest.dropFirst() }
        rest = rest.dropFirst(2)
      } else {
        if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]"), result.last == UInt8(ascii: ",") {
          result.removeLast()
        }
        if ![9, 10, 13, 32].contains(byte) { result.append(byte) }
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// The outermost object. Throws when the text is no JSON with comments.
  static func object(_ text: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Self.text(text))
    guard let object = value as? [String: Any] else { throw CocoaError(.coderReadCorrupt) }
    return object
  }

  /// A text that is equal for objects that are.
  static func canonical(_ object: [String: Any]) throws -> Data {
    try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
  }

  /// The object with `value` at `path`; objects that are missing are made.
  static func setting(_ value: Any, at path: ArraySlice<String>, in object: [String: Any]) -> [String: Any] {
    guard let key = path.first else { return object }
    var object = object
    let inner = object[key] as? [String: Any] ?? [:]
    object[key] = path.count == 1 ? value : setting(value, at: path.dropFirst(), in: inner)
    return object
  }

  private static func endOfString(_ text: ArraySlice<UInt8>) -> Int {
    var index = text.startIndex + 1
    while text[index] != UInt8(ascii: "\"") { index += text[index] == UInt8(ascii: "\\") ? 2 : 1 }
    return index + 1
  }
}
