import HTTPTypes
import Hummingbird
import IpaiAccess
import IpaiCore
import IpaiTokens

/// Decides who may come in, and how often.
package struct Gatekeeper: Sendable {
  private let keys: KeyRing
  /// Access tokens; nil where none is accepted.
  let tokens: TokenAccess?
  private let addresses: ClientAddress
  private let limiter: RateLimiter
  private let atWork: CallersAtWork

  /// How many requests of one caller are answered at the same time.
  private static let mostAtOnce = 64

  /// Lets in whoever has one of `keys` or of `tokens`, as often as `limiter` allows.
  package init(
    _ keys: KeyRing, tokens: TokenAccess? = nil, _ limiter: RateLimiter = RateLimiter(perMinute: 0),
    _ addresses: ClientAddress = ClientAddress(proxies: [])
  ) {
    self.keys = keys
    self.tokens = tokens
    self.addresses = addresses
    self.limiter = limiter
    atWork = CallersAtWork(most: Self.mostAtOnce)
  }

  /// Lets `work` serve the sender of a request. Throws `AccessRefusal` and `TooMany`, `IpaiError` when the keys cannot be read,
  /// and what `work` throws.
  func letIn(
    _ request: Request, _ context: ConnectionContext, _ work: (Caller) async throws -> Response
  ) async throws -> Response {
    let caller: Caller
    let address = "address:" + addresses.of(request.headers, peer: context.peer)
    do { caller = try await self.caller(request.headers, address) } catch let refusal as AccessRefusal {
      // Whoever tries out keys has to slow down, and so has one who has lost theirs.
      if !refusal.isTemporary { try take(address, context) }
      throw refusal
    }
    context.record.caller = caller
    context.record.isWelcome = { [self] in (try? await self.caller(request.headers)) == caller }
    try take(caller.principal, context)
    guard atWork.enter(caller.principal) else { throw TooMany.atOnce }
    defer { atWork.leave(caller.principal) }
    return try await work(caller)
  }

  /// Who asks for a WebSocket with these header fields; nil for nobody that may have one. As long as the key for development is
  /// accepted, a program that can send none does not need it: web pages, which say where they come from, do.
  func socketCaller(_ fields: HTTPFields) async -> Caller? {
    if PresentedKey(fields) == .none, fields[.origin] == nil {
      return try? await keys.caller(KeyRing.developmentKey)
    }
    return try? await caller(fields)
  }

  /// Waits until a caller may send another message.
  func waitForTurn(_ caller: Caller) async {
    while let wait = limiter.take(caller.principal)?.retryAfter, !Task.isCancelled {
      try? await Task.sleep(for: .seconds(wait))
    }
  }

  /// Looks keys up anew from now on.
  func forgetKeys() { keys.forget() }

  private func take(_ name: String, _ context: ConnectionContext) throws {
    let quota = limiter.take(name)
    context.record.quota = quota
    if quota?.retryAfter != nil { throw TooMany.requests }
  }

  /// `address` is where a request comes from; whoever has sent too many wrong ones from there has no further token checked.
  private func caller(_ fields: HTTPFields, _ address: String? = nil) async throws -> Caller {
    switch PresentedKey(fields) {
    case .none: throw AccessRefusal.keyMissing
    case .malformed: throw AccessRefusal.keyMalformed
    case .key(let text):
      guard let caller = try await keys.caller(text) else { throw AccessRefusal.keyUnknown }
      return caller
    case .bearer(let text):
      if let caller = try await keys.caller(text) { return caller }
      guard let tokens, AccessTokenVerifier.looksLikeToken(text) else { throw AccessRefusal.keyUnknown }
      if let address, limiter.isSpent(address) { throw TooMany.requests }
      do { return try await tokens.caller(text) } catch { throw AccessRefusal.token(error) }
    }
  }
}
