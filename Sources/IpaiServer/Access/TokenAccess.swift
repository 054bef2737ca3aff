package import Foundation
import IpaiAccess
package import IpaiCore
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

extension TokenIssuer {
  /// The issuer that the settings name; nil for none. Throws `IpaiError(.configuration)` when they are wrong or not complete.
  package static func named(in configuration: IpaiCore.Configuration) throws -> TokenIssuer? {
    let (issuer, audience) = (configuration.oauthIssuer, configuration.oauthAudience)
    if issuer.isEmpty, audience.isEmpty, configuration.oauthKeys.isEmpty { return nil }
    guard !issuer.isEmpty else {
      throw IpaiError(
        .configuration, "there are settings for access tokens, but no issuer of them", hint: "set oauth_issuer")
    }
    guard !audience.isEmpty else {
      throw IpaiError(
        .configuration, "there is an issuer of access tokens, but nothing that they have to be made for",
        hint: "set oauth_audience to the address of the server, such as https://ipai.example.com/mcp")
    }
    let keys = configuration.oauthKeys.isEmpty ? nil : configuration.oauthKeys
    return try TokenIssuer(issuer: issuer, audience: audience, keySetAddress: keys)
  }
}

extension FetchedDocument {
  /// Gets a document; no more of it is read than a document of this kind may have. Throws what `client` throws.
  fileprivate static func fetch(_ address: String, by client: HTTPClient) async throws -> FetchedDocument {
    let request = HTTPClient.Request(
      "GET", try WebAddress(address), headers: [("Accept", "application/json")], body: Data())
    let response = try await client.send(request)
    var body = Data()
    for try await part in response.body {
      body += part
      if body.count > mostBytes { break }
    }
    let cacheControl = response.headers.filter { $0.name.lowercased() == "cache-control" }.map(\.value)
    return FetchedDocument(
      status: response.status, body: body,
      cacheControl: cacheControl.isEmpty ? nil : cacheControl.joined(separator: ","))
  }
}
