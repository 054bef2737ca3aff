import HTTPTypes
import Hummingbird
import IpaiAccess
import IpaiCore
import IpaiTokens

/// Why a request is not let in, or not as far as it wants to go (RFC 6750, section 3.1).
enum AccessRefusal: Error {
  /// There is neither a key nor a token.
  case keyMissing
  /// There are several, or their header has another form.
  case keyMalformed
  /// The key is not accepted.
  case keyUnknown
  /// The token is not accepted.
  case token(TokenFault)
  /// The caller is known, but does not have this scope.
  case scopeTooSmall(AccessScope)

  /// How many seconds a client should wait when the issuer of its token cannot be asked.
  private static let secondsUntilKeys = "30"

  /// The response to send. Where tokens are accepted, `tokens` says how to get one.
  func response(_ tokens: TokenAccess?) -> Response {
    var response = ProblemDetails(status, reason, code: isTemporary ? .unavailable : .denied).response
    if isTemporary {
      response.headers[.retryAfter] = Self.secondsUntilKeys
    } else {
      response.headers[.wwwAuthenticate] = challenge(tokens).value
    }
    return response
  }

  /// True when it is not the client that is at fault.
  var isTemporary: Bool { status == .serviceUnavailable }

  private var status: HTTPResponse.Status {
    switch self {
    case .keyMissing, .keyMalformed, .keyUnknown: .unauthorized
    case .token(let fault): .init(code: fault.status)
    case .scopeTooSmall: .forbidden
    }
  }

  /// What is wrong, for the client.
  private var reason: String {
    switch self {
    case .keyMissing: "a key is needed: send it as X-API-Key or Authorization: Bearer"
    case .keyMalformed: "send one key, as X-API-Key: KEY or Authorization: Bearer KEY"
    case .keyUnknown: "the key is not accepted"
    case .token(let fault): fault.description
    case .scopeTooSmall(let scope): "this needs the scope \(scope.rawValue)"
    }
  }

  private func challenge(_ tokens: TokenAccess?) -> Challenge {
    guard let tokens else { return Challenge(error: error) }
    return Challenge(
      error: error, description: error == nil ? nil : reason, scope: neededScope,
      resourceMetadata: tokens.metadata.address)
  }

  /// The code of the challenge (RFC 6750, section 3.1); nil where nothing was sent.
  private var error: String? {
    switch self {
    case .keyMissing: nil
    case .keyMalformed: "invalid_request"
    case .keyUnknown: "invalid_token"
    case .token(let fault): fault.error
    case .scopeTooSmall: "insufficient_scope"
    }
  }

  private var neededScope: AccessScope {
    switch self {
    case .scopeTooSmall(let scope), .token(.insufficientScope(let scope)): scope
    default: .read
    }
  }
}
