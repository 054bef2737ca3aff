/// The media types in `Accept` and `Content-Type` (RFC 9110, sections 8.3 and 12.5.1).
enum MediaTypes {
  /// One JSON value.
  static let json = "application/json"
  /// A stream of server-sent events.
  static let events = "text/event-stream"
  private static let both = "application/json, text/event-stream"

  /// Whether all of `types` are acceptable.
  static func accepts(_ headers: HTTPHeaders, _ types: String...) -> Bool {
    let values = headers["Accept"]
    // Nearly all clients send exactly this.
    if values.count == 1, values[0] == both { return true }
    let ranges = values.flatMap { $0.split(separator: ",") }.filter { !isRefused($0) }.map(name)
    return types.allSatisfy { type in
      let family = type.prefix { $0 != "/" } + "/*"
      return ranges.contains { $0 == type || $0 == "*/*" || $0 == family }
    }
  }

  /// Whether the body is JSON in UTF-8.
  static func isJSON(_ headers: HTTPHeaders) -> Bool { isOnly(json, headers) }

  /// Whether the body is a stream of events.
  static func isEvents(_ headers: HTTPHeaders) -> Bool { isOnly(events, headers) }

  private static func isOnly(_ type: String, _ headers: HTTPHeaders) -> Bool {
    let types = headers["Content-Type"]
    return types.count == 1 && name(types[0][...]) == type
  }

  /// A media type in lower case, without parameters.
  private static func name(_ text: Substring) -> String {
    HeaderValue.trimmed(String(text.prefix { $0 != ";" })).lowercased()
  }

  /// A quality of zero means not acceptable.
  private static func isRefused(_ range: Substring) -> Bool {
    range.split(separator: ";").dropFirst().contains { parameter in
      let parts = parameter.split(separator: "=").map { HeaderValue.trimmed(String($0)).lowercased() }
      return parts.count == 2 && parts[0] == "q" && Double(parts[1]) == 0
    }
  }
}
