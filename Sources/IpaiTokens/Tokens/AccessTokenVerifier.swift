package import Foundation
package import IpaiAccess

/// Decides who the owner of an access token is, and what it allows (RFC 9068, section 4).
package struct AccessTokenVerifier: Sendable {
  private let issuer: TokenIssuer
  private let keys: JWKSCache
  private let now: @Sendable () -> Date

  /// How far the clock of the issuer may be ahead, in seconds.
  private static let leeway: Double = 60

  /// Accepts the tokens of an issuer that are for its audience. `now` is the time of the day.
  package init(_ issuer: TokenIssuer, keys: JWKSCache, now: @escaping @Sendable () -> Date = { Date() }) {
    self.issuer = issuer
    self.keys = keys
    self.now = now
  }

  /// True for a text that may be a signed token, and that no key of ipai looks like.
  package static func looksLikeToken(_ text: String) -> Bool {
    // In base64url a text that begins with a brace begins with this letter.
    text.hasPrefix("e") && text.utf8.count { $0 == UInt8(ascii: ".") } == 2
  }

  /// The owner of a token, called by its `iss` and its `sub`. It allows `needed` at least; otherwise
  /// `insufficientScope` is thrown. Throws `TokenFault`.
  package func caller(_ text: String, needed: AccessScope = .read) async throws(TokenFault) -> Caller {
    let token = try SignedToken(text)
    try check(token.header)
    let key = try await keys.keySet(for: token.header).key(for: token.header)
    guard key.accepts(token.signature, of: token.signed) else { throw .signatureWrong }
    let claims = try token.claims()
    try check(claims)
    guard let principal = TokenPrincipal.name(claims.subject, issuer: issuer.issuer) else { throw .subjectRefused }
    let caller = Caller(principal: principal, scopes: TokenScopes.named(claims.scopes))
    guard caller.may(needed) else { throw .insufficientScope(needed) }
    return caller
  }

  private func check(_ header: TokenHeader) throws(TokenFault) {
    guard !header.hasCriticalFields else { throw .extensionUnknown }
    guard header.isOfAcceptedType else { throw .typeRefused }
    guard header.algorithm != nil else { throw .algorithmRefused }
  }

  private func check(_ claims: TokenClaims) throws(TokenFault) {
    // Servers that do not give access tokens a type of their own still mark what is none.
    guard !claims.isOfIdentity else { throw .typeRefused }
    // Texts are compared byte by byte (RFC 7519, section 7.3); Swift takes some that differ for equal.
    guard claims.issuer.utf8.elementsEqual(issuer.issuer.utf8) else { throw .issuerWrong }
    guard claims.audience.texts.contains(where: { $0.utf8.elementsEqual(issuer.audience.utf8) }) else {
      throw .audienceWrong
    }
    let time = now().timeIntervalSince1970
    guard claims.expiry > time else { throw .expired }
    guard (claims.start ?? time) <= time + Self.leeway, (claims.made ?? time) <= time + Self.leeway else {
      throw .notYetValid
    }
  }
}
