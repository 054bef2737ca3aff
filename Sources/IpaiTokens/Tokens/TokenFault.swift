package import IpaiAccess

/// Why a token does not let its sender in. Nothing here repeats any of the token.
package enum TokenFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// It has more than 8 KiB.
  case tooLong
  /// It does not have the form of a signed token (RFC 7519, section 7.2).
  case malformed
  /// It says that it is something else than an access token.
  case typeRefused
  /// It needs an extension that is not known here.
  case extensionUnknown
  /// Its algorithm is not accepted, or not that of its key.
  case algorithmRefused
  /// The issuer has no such key.
  case keyUnknown
  /// It names no key, and the issuer has several.
  case keyAmbiguous
  /// Its signature is wrong.
  case signatureWrong
  /// A claim is missing or has another form.
  case claimsMalformed
  /// It is from another issuer.
  case issuerWrong
  /// It is for another resource.
  case audienceWrong
  /// Its time is over.
  case expired
  /// Its time has not come.
  case notYetValid
  /// Its subject cannot be used as a name.
  case subjectRefused
  /// It is valid, and allows too little; this scope is needed.
  case insufficientScope(AccessScope)
  /// It cannot be told whether it is valid, because the keys of the issuer cannot be read now.
  case keysUnavailable

  /// The code in the challenge (RFC 6750, section 3.1); nil when it is not the fault of the token.
  package var error: String? {
    switch self {
    case .insufficientScope: "insufficient_scope"
    case .keysUnavailable: nil
    default: "invalid_token"
    }
  }

  /// The status of the answer (RFC 6750, section 3.1): 401, 403, or 503 when the client should try again later.
  package var status: Int {
    switch self {
    case .insufficientScope: 403
    case .keysUnavailable: 503
    default: 401
    }
  }

  /// What is wrong, for the client.
  package var description: String {
    switch self {
    case .tooLong: "the token is too long"
    case .malformed: "the token does not have the form of a signed JWT"
    case .typeRefused: "the token is not an access token"
    case .extensionUnknown: "the token needs an extension that is not known here"
    case .algorithmRefused: "the algorithm of the token is not accepted for its key"
    case .keyUnknown: "the key of the token is not one of its issuer"
    case .keyAmbiguous: "the token has to name its key"
    case .signatureWrong: "the signature of the token is wrong"
    case .claimsMalformed: "a claim of the token is missing or malformed"
    case .issuerWrong: "the token is from another issuer"
    case .audienceWrong: "the token is for another resource"
    case .expired: "the token has expired"
    case .notYetValid: "the token is not valid yet"
    case .subjectRefused: "the token has no subject that can be used"
    case .insufficientScope(let scope): "the token does not have the scope \(TokenScopes.name(scope))"
    case .keysUnavailable: "the keys of the issuer cannot be read now"
    }
  }
}
