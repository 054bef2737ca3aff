import Foundation
import Synchronization

@testable import IpaiTokens

/// A verifier with its cache, a server of keys and a clock.
struct VerifierFixture {
  let clock = TestClock()
  let server: KeyServer
  let verifier: AccessTokenVerifier
  private let log = FaultLog()

  init(_ server: KeyServer, timeout: Duration = .seconds(20), keySetAddress: String? = "https://id.example.com/keys")
    throws
  {
    self.server = server
    let issuer = try TokenIssuer(
      issuer: TestToken.issuer, audience: TestToken.audience, keySetAddress: keySetAddress)
    let cache = JWKSCache(
      issuer, timeout: timeout, now: { [clock] in clock.instant }, report: { [log] in log.add($0) },
      fetch: { try await server.fetch($0) })
    verifier = AccessTokenVerifier(issuer, keys: cache, now: { [clock] in clock.date })
  }

  init(_ keys: [TestKey] = TestKey.all, timeout: Duration = .seconds(20)) throws {
    try self.init(KeyServer(JSONText.keySet(keys.map { try $0.json() })), timeout: timeout)
  }

  var faults: [KeySetFault] { log.faults }

  /// Why a token is refused; nil when it is accepted.
  func fault(_ token: String) async -> TokenFault? {
    do {
      _ = try await verifier.caller(token)
      return nil
    } catch { return error }
  }
}

/// What a cache reported.
final class FaultLog: Sendable {
  private let state = Mutex<[KeySetFault]>([])

  var faults: [KeySetFault] { state.withLock { $0 } }

  func add(_ fault: KeySetFault) { state.withLock { $0.append(fault) } }
}
