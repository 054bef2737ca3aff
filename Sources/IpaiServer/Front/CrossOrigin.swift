import HTTPTypes
import Hummingbird

/// What web pages of other origins may do (Fetch, section 3.3): nothing, unless their origin is named.
package struct CrossOrigin: Sendable {
  private let origins: Set<String>

  private static let methods = "GET, HEAD, POST, DELETE"
  private static let requestFields = [
    "authorization", "content-type", "idempotency-key", "if-none-match", "last-event-id", "mcp-method", "mcp-name",
    "mcp-protocol-version", "mcp-session-id", "traceparent", "x-api-key", "x-request-id",
  ]
  private static let responseFields = [
    "etag", "link", "mcp-session-id", "ratelimit", "ratelimit-policy", "retry-after", "www-authenticate",
    "x-request-id",
  ]
  private static let secondsToRemember = "600"

  /// `origins` such as `https://app.example.com`.
  package init(_ origins: [String]) { self.origins = Set(origins.map { $0.lowercased() }) }

  /// The answer to a browser that asks what a page may send; nil when the request is another one.
  func answer(_ request: Request) -> Response? {
    guard request.method == .options, let origin = allowed(request),
      let asked = Self.field("Access-Control-Request-Method"),
      request.headers[asked] != nil
    else { return nil }
    var response = Response(status: .noContent)
    Self.set(&response, "Access-Control-Allow-Methods", Self.methods)
    Self.set(&response, "Access-Control-Allow-Headers", Self.requestFields.joined(separator: ", "))
    Self.set(&response, "Access-Control-Max-Age", Self.secondsToRemember)
    Self.allow(origin, &response)
    return response
  }

  /// Lets the page that sent a request read the response, if it may.
  func mark(_ response: inout Response, of request: Request) {
    guard let origin = allowed(request) else { return }
    Self.allow(origin, &response)
    Self.set(&response, "Access-Control-Expose-Headers", Self.responseFields.joined(separator: ", "))
  }

  private func allowed(_ request: Request) -> String? {
    guard !origins.isEmpty, let origin = request.headers[.origin] else { return nil }
    return origins.contains(origin.lowercased()) ? origin : nil
  }

  private static func allow(_ origin: String, _ response: inout Response) {
    set(&response, "Access-Control-Allow-Origin", origin)
    response.headers.append(HTTPField(name: .vary, value: "Origin"))
  }

  private static func field(_ name: String) -> HTTPField.Name? { HTTPField.Name(name) }

  private static func set(_ response: inout Response, _ name: String, _ value: String) {
    if let name = field(name) { response.headers[name] = value }
  }
}
