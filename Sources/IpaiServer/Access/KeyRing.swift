package import IpaiAccess
package import IpaiActions
import IpaiCore
import Synchronization

/// The keys that a server accepts: those of the database, those of the environment and, on this machine alone and as long as
/// there has been no other, the one for development.
package final class KeyRing: Sendable {
  /// The key that needs no preparation. Everybody knows it.
  package static let developmentKey = "dev-only-insecure-key"

  private let services: Services
  private let given: [GivenKey]
  private let allowsDevelopment: Bool
  private let usage: UsageLog
  private let known = Mutex<[String: Known]>([:])

  /// What was found out about a text.
  private struct Known {
    let caller: Caller?
    let until: ContinuousClock.Instant
  }

  /// How long an answer is remembered. This is how long a key that another process has revoked may still be accepted.
  private static let remembered = Duration.seconds(2)
  /// How many answers are remembered.
  private static let most = 1_000

  /// `given`: keys that are not in the database. `allowsDevelopment`: whether only this machine can reach the server. `usage` notes
  /// which keys are used.
  package init(_ services: Services, given: [GivenKey], allowsDevelopment: Bool, usage: UsageLog) {
    self.services = services
    self.given = given
    self.allowsDevelopment = allowsDevelopment
    self.usage = usage
  }

  /// Who sends this text as a key; nil when it is not accepted. Throws `IpaiError` when the database cannot be read.
  package func caller(_ text: String) async throws -> Caller? {
    if let key = given.first(where: { $0.matches(text) }) { return Caller(principal: key.name, scopes: [key.scope]) }
    let isDevelopment = text == Self.developmentKey
    guard isDevelopment || KeyText(text) != nil else { return nil }
    let now = ContinuousClock.now
    if let known = known.withLock({ $0[text] }), known.until > now { return known.caller }
    let caller = try await services.working { _ in
      isDevelopment ? try await self.developer() : try await self.owner(of: text)
    }
    known.withLock { known in
      if known.count >= Self.most { known = known.filter { $0.value.until > now } }
      if known.count < Self.most { known[text] = Known(caller: caller, until: now + Self.remembered) }
    }
    return caller
  }

  /// Forgets what was found out, when keys may have been changed.
  package func forget() { known.withLock { $0 = [:] } }

  /// True when a key other than the one for development is accepted. Throws `IpaiError` when the database cannot be read.
  package func hasRealKey() async throws -> Bool {
    guard given.isEmpty else { return true }
    return try await services.keysIfAny()?.hasValidKey(at: Timestamp(services.now())) ?? false
  }

  /// True when the key for development is accepted: on this machine, as long as no key has ever been made. Whoever revoked the last
  /// one did not mean to let everybody in. Throws `IpaiError` when the database cannot be read.
  package func acceptsDevelopmentKey() async throws -> Bool {
    guard allowsDevelopment, given.isEmpty else { return false }
    return try await services.keys().list(includesRevoked: true).isEmpty
  }

  private func developer() async throws -> Caller? {
    guard try await acceptsDevelopmentKey() else { return nil }
    return Caller(principal: "development", scopes: [.write, .advisor])
  }

  private func owner(of text: String) async throws -> Caller? {
    guard let key = KeyText(text) else { return nil }
    let now = Timestamp(services.now())
    guard let found = try await services.keys().key(for: key, at: now) else { return nil }
    usage.note(found, at: now)
    return Caller(principal: "key:" + found.id, scopes: [found.scope])
  }
}
