/// The sessions that are open: so many, and none that is idle for long.
actor SessionStore {
  private let server: Server
  private let options: StreamableHTTP.Options
  private var sessions: [String: Session] = [:]
  private var beat: Int?

  /// How often idle sessions are looked for, in seconds.
  private static let pruneSeconds = 30

  init(_ server: Server, _ options: StreamableHTTP.Options) { (self.server, self.options) = (server, options) }

  /// Nil when there are too many, of this principal or of all.
  func open(_ handshake: Handshake, principal: String?) async -> Session? {
    if isFull(for: principal) { await prune() }
    guard !isFull(for: principal) else { return nil }
    let session = Session(server, handshake, principal: principal)
    sessions[session.id] = session
    beat = beat ?? server.heartbeat.add(every: Self.pruneSeconds) { [weak self] in Task { await self?.prune() } }
    await session.subscribe()
    return session
  }

  private func isFull(for principal: String?) -> Bool {
    guard sessions.count < options.maxSessions else { return true }
    guard let principal else { return false }
    return sessions.values.count { $0.principal.isIdentical(to: principal) } >= options.maxSessionsOfOne
  }

  /// Nil when the caller has no such session.
  func find(_ id: String, principal: String?) async -> Session? {
    guard let session = sessions[id], session.principal.isIdentical(to: principal) else { return nil }
    guard await session.use(idleSince: limit) else {
      sessions[id] = nil
      return nil
    }
    return session
  }

  func close(_ id: String) async { await sessions.removeValue(forKey: id)?.end() }

  func closeAll() async {
    let all = sessions.values
    sessions = [:]
    for session in all { await session.end() }
  }

  var count: Int { sessions.count }

  private var limit: ContinuousClock.Instant { .now - .seconds(options.sessionSeconds) }

  private func prune() async {
    for (id, session) in sessions where await session.endIfIdle(since: limit) { sessions[id] = nil }
    if sessions.isEmpty, let beat {
      server.heartbeat.remove(beat)
      self.beat = nil
    }
  }
}

extension String? {
  /// The same code units. `==` takes what only looks the same for equal.
  func isIdentical(to other: String?) -> Bool {
    switch (self, other) {
    case (let one?, let other?): one.utf8.elementsEqual(other.utf8)
    case (nil, nil): true
    default: false
    }
  }
}
