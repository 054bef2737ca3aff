import HTTPTypes
import Hummingbird
import IpaiCore

/// Why a caller is not let in (RFC 9110, section 15.5.2).
struct Unauthorized: Error {
  /// What is wrong, for the client.
  let reason: String
  /// What the challenge says (RFC 6750, section 3); nil where no key was sent.
  let error: String?

  static let keyMissing = Unauthorized(
    reason: "a key is needed: send it as X-API-Key or Authorization: Bearer", error: nil)
  static let keyMalformed = Unauthorized(reason: "there has to be one key, in one header", error: "invalid_request")
  static let keyUnknown = Unauthorized(reason: "the key is not accepted", error: "invalid_token")

  /// The response to send.
  var response: Response {
    var response = ProblemDetails(.unauthorized, reason, code: .denied).response
    response.headers[.wwwAuthenticate] = "Bearer realm=\"ipai\"" + (error.map { ", error=\"\($0)\"" } ?? "")
    return response
  }
}
