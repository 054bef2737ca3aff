/// The keys of an issuer, which are fetched when they are needed and kept for as long as the issuer allows.
///
/// However many requests there are and whatever is in them, at most one fetch begins in 30 seconds, and one runs at a time.
package actor JWKSCache {
  private let source: KeySetSource
  private let timeout: Duration
  private let now: @Sendable () -> ContinuousClock.Instant
  private let report: @Sendable (KeySetFault) -> Void
  private var known: Known?
  private var lastStart: ContinuousClock.Instant?
  private var running: Task<Void, Never>?
  /// Whether the last fetch failed.
  private var isFailing = false

  private struct Known {
    let keys: KeySet
    let freshUntil: ContinuousClock.Instant
  }

  /// How long after the start of a fetch the next one may begin.
  package static let pause = Duration.seconds(30)
  /// How long keys are used after their life when the issuer cannot be reached.
  private static let grace = Duration.seconds(3_600)

  /// A cache without keys. A fetch, with the search for metadata, may take `timeout`; `report` is told why one failed, which is
  /// at most every 30 seconds.
  package init(
    _ issuer: TokenIssuer, timeout: Duration = .seconds(5),
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    report: @escaping @Sendable (KeySetFault) -> Void = { _ in }, fetch: @escaping DocumentFetch
  ) {
    source = KeySetSource(issuer, fetch: fetch)
    self.timeout = timeout
    self.now = now
    self.report = report
  }

  /// The keys among which that of a token is, or else the newest there are. It takes at most as long as a fetch may, and no time
  /// when the issuer has not answered lately and the key is known.
  ///
  /// Throws `TokenFault.keysUnavailable` when there are no keys that may still be used.
  func keySet(for header: TokenHeader) async throws(TokenFault) -> KeySet {
    let isKnown = known?.keys.knows(header) ?? false
    if let known, isKnown {
      if now() < known.freshUntil { return known.keys }
      if isFailing, now() < known.freshUntil + Self.grace {
        _ = begin()
        return known.keys
      }
    }
    await begin()?.value
    guard let known, now() < known.freshUntil + Self.grace else { throw .keysUnavailable }
    return known.keys
  }

  /// The fetch that runs, or a new one; nil when it is too early for that.
  private func begin() -> Task<Void, Never>? {
    if let running { return running }
    let start = now()
    if let lastStart, start < lastStart + Self.pause { return nil }
    lastStart = start
    // The fetch belongs to all who wait for it, so it goes on when one of them gives up.
    let task = Task { await fetch(at: start) }
    running = task
    return task
  }

  private func fetch(at start: ContinuousClock.Instant) async {
    defer { running = nil }
    let result = await TimeLimit.within(timeout) { [source] in
      await Result { () async throws(KeySetFault) in try await source.read() }
    }
    switch result {
    case .success(let found):
      known = Known(keys: found.keys, freshUntil: start + found.life)
      isFailing = false
      if found.keys.leftOut > 0 { report(.keysLeftOut(found.keys.leftOut)) }
    case .failure(let fault): fail(fault)
    case nil: fail(.timedOut)
    }
  }

  private func fail(_ fault: KeySetFault) {
    isFailing = true
    report(fault)
  }
}
