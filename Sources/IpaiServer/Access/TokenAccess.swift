package import Foundation
import IpaiAccess
import IpaiCore
import IpaiHTTP
package import IpaiTokens
package import Logging
import Synchronization

/// The access tokens that a server accepts (OAuth 2.1, section 5), and what it tells those who have none. The issuer may change
/// while the server runs.
package final class TokenAccess: Sendable {
  private let state: Mutex<State>
  private let now: @Sendable () -> Date
  private let logger: Logger

  private struct State {
    let issuer: TokenIssuer
    let verifier: AccessTokenVerifier
    let metadata: ProtectedResourceMetadata
  }

  /// Accepts the tokens of `issuer`. `now` is the time of the day; when the keys of the issuer cannot be read, the log says why.
  package init(_ issuer: TokenIssuer, now: @escaping @Sendable () -> Date, logger: Logger) {
    self.now = now
    self.logger = logger
    state = Mutex(Self.state(issuer, now, logger))
  }

  /// Accepts the tokens of another issuer from now on; keys that are known stay so when it is the same.
  package func change(_ issuer: TokenIssuer) {
    state.withLock { state in
      if state.issuer != issuer { state = Self.state(issuer, now, logger) }
    }
  }

  /// Where clients get tokens (RFC 9728).
  var metadata: ProtectedResourceMetadata { state.withLock { $0.metadata } }

  /// The owner of a token. Throws `TokenFault`.
  func caller(_ token: String) async throws(TokenFault) -> Caller {
    let verifier = state.withLock { $0.verifier }
    return try await verifier.caller(token)
  }

  private static func state(
    _ issuer: TokenIssuer, _ now: @escaping @Sendable () -> Date, _ logger: Logger
  ) -> State {
    let client = HTTPClient()
    let keys = JWKSCache(issuer, report: { logger.error("no keys for access tokens: \($0)") }) { address in
      try await FetchedDocument.fetch(address, by: client)
    }
    return State(
      issuer: issuer, verifier: AccessTokenVerifier(issuer, keys: keys, now: now),
      metadata: ProtectedResourceMetadata(issuer))
  }
}
