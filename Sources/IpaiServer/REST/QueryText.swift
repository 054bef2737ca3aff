import Foundation
import IpaiCore

/// The query of an address, as forms and programs write it (WHATWG URL, application/x-www-form-urlencoded).
enum QueryText {
  /// The fields and their values, in order; a plus is a space. Throws `IpaiError(.usage)` for bytes that are not UTF-8.
  static func pairs(_ query: String?) throws -> [(key: String, value: String)] {
    try (query ?? "").split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (try decoded(parts[0]), try parts.count > 1 ? decoded(parts[1]) : "")
    }
  }

  /// A segment of a path, in which a plus is a plus. Throws `IpaiError(.usage)` for bytes that are not UTF-8.
  static func segment(_ text: String) throws -> String {
    guard let decoded = text.removingPercentEncoding else { throw wrong(text) }
    return decoded
  }

  private static func decoded(_ text: Substring) throws -> String {
    guard let decoded = text.replacing("+", with: " ").removingPercentEncoding else { throw wrong(String(text)) }
    return decoded
  }

  private static func wrong(_ text: String) -> IpaiError {
    IpaiError(.usage, "'\(text.prefix(80))' is not UTF-8 text with percent encoding")
  }
}
