import Foundation

/// Values of `Mcp-Name` and `Mcp-Param-…` headers: printable ASCII as it is, all else as `=?base64?…?=`.
enum HeaderValue {
  private static let prefix = "=?base64?"
  private static let suffix = "?="

  /// The text that a header stands for; nil when it is marked as Base64 and is none.
  static func decode(_ header: String) -> String? {
    let value = trimmed(header)
    guard value.hasPrefix(prefix), value.hasSuffix(suffix), value.utf8.count >= prefix.utf8.count + suffix.utf8.count
    else { return value }
    let body = String(value.dropFirst(prefix.count).dropLast(suffix.count))
    // Foundation takes a wrong last digit; encoding again does not give it back.
    guard let data = Data(base64Encoded: body), data.base64EncodedString() == body else { return nil }
    return String(bytes: data, encoding: .utf8)
  }

  static func encode(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && trimmed(text) == text
      && !(text.hasPrefix(prefix) && text.hasSuffix(suffix))
    return isPlain ? text : prefix + Data(text.utf8).base64EncodedString() + suffix
  }

  /// Without the spaces and tabs around it (RFC 9110, section 5.5).
  static func trimmed(_ value: String) -> String {
    var bytes = value.utf8[...]
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = bytes.dropLast() }
    return String(bytes) ?? value
  }
}
