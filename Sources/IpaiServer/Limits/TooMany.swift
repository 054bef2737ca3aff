import HTTPTypes
import Hummingbird
import IpaiCore

/// Why a request is not served now, but may be later (RFC 6585, section 4).
enum TooMany: Error {
  /// The caller has used up its quota.
  case requests
  /// The caller has too many requests that are still being answered.
  case atOnce

  /// The response to send.
  var response: Response {
    var response = ProblemDetails(.tooManyRequests, reason, code: .unavailable).response
    response.headers[.retryAfter] = "1"
    return response
  }

  private var reason: String {
    switch self {
    case .requests: "there were too many requests; the field Retry-After says when the next one is served"
    case .atOnce: "too many requests of this key are being answered; wait for some of them"
    }
  }
}
