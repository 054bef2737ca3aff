import Foundation

/// Values of the headers `Mcp-Name` and `Mcp-Param-…`: printable ASCII as it is, and everything else as `=?base64?…?=`
/// (2026-07-28, Transports: Streamable HTTP; SEP-2243).
enum HeaderValue {
  private static let prefix = "=?base64?"
  private static let suffix = "?="

  /// The text that a header stands for; nil when it is marked as Base64 but is not valid Base64.
  static func decode(_ header: String) -> String? {
    let value = trimmed(header)
    guard value.hasPrefix(prefix), value.hasSuffix(suffix), value.utf8.count >= prefix.utf8.count + suffix.utf8.count
    else { return value }
    let body = String(value.dropFirst(prefix.count).dropLast(suffix.count))
    // Foundation accepts a wrong last digit, which does not come back when the data is encoded again.
    guard let data = Data(base64Encoded: body), data.base64EncodedString() == body else { return nil }
    return String(bytes: data, encoding: .utf8)
  }

  /// The header that stands for a text.
  static func encode(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && trimmed(text) == text
      && !(text.hasPrefix(prefix) && text.hasSuffix(suffix))
    if isPlain { return text }
    return prefix + Data(text.utf8).base64EncodedString() + suffix
  }

  /// A value without the spaces and tabs around it (RFC 9110, section 5.5).
  static func trimmed(_ value: String) -> String {
    var bytes = value.utf8[...]
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = bytes.dropLast() }
    return String(bytes) ?? value
  }
}
