public import Foundation

/// An HTTP request, in the form in which an HTTP server hands it over.
public struct HTTPRequest: Sendable {
  /// The method, such as `POST`.
  public var method: String
  /// The header fields.
  public var headers: HTTPHeaders
  /// The whole body.
  public var body: Data
  /// Who sends it, if that was authenticated.
  public var principal: String?

  /// A request with these parts.
  public init(_ method: String, headers: HTTPHeaders = [:], body: Data = Data(), principal: String? = nil) {
    self.method = method
    self.headers = headers
    self.body = body
    self.principal = principal
  }
}
