/// The sessions that are open: so many, and none that is idle for long.
actor SessionStore {
  private let server: Server
  private let options: StreamableHTTP.Options
  private var sessions: [String: Session] = [:]
  /// All of them, and those of each principal.
  private var order = UseOrder<String>()
  private var orders: [[UInt8]: UseOrder<String>] = [:]
  private var beat: Int?

  /// How often idle sessions are looked for, in seconds.
  private static let pruneSeconds = 30
  /// How many sessions are looked at for one that may give way to another.
  private static let maxLooks = 16

  init(_ server: Server, _ options: StreamableHTTP.Options) { (self.server, self.options) = (server, options) }

  /// Opens a session. Where there are as many as there may be, of this principal or of all, the one that was not used for
  /// longest is ended first. Nil when those are all in use.
  func open(_ handshake: Handshake, principal: String?) async -> Session? {
    let key = principal.map { Array($0.utf8) }
    var looks = 0
    while let oldest = oldestThatHasToGo(key) {
      guard looks < Self.maxLooks else { return nil }
      looks += 1
      if await sessions[oldest]?.endIfUnused() != false {
        forget(oldest)
      } else if let session = sessions[oldest] {
        // It may be another principal's.
        use(oldest, session.principal.map { Array($0.utf8) })
      }
    }
    let session = Session(server, handshake, principal: principal)
    sessions[session.id] = session
    use(session.id, key)
    beat = beat ?? server.heartbeat.add(every: Self.pruneSeconds) { [weak self] in Task { await self?.prune() } }
    await session.subscribe()
    return session
  }

  /// The session to end before another can be opened; nil where there is room.
  private func oldestThatHasToGo(_ key: [UInt8]?) -> String? {
    if let key, orders[key]?.count ?? 0 >= options.maxSessionsOfOne { return orders[key]?.oldest }
    return sessions.count >= options.maxSessions ? order.oldest : nil
  }

  private func use(_ id: String, _ key: [UInt8]?) {
    order.use(id)
    if let key { orders[key, default: UseOrder()].use(id) }
  }

  private func forget(_ id: String) {
    let key = sessions.removeValue(forKey: id)?.principal.map { Array($0.utf8) }
    order.remove(id)
    guard let key else { return }
    orders[key]?.remove(id)
    if orders[key]?.isEmpty == true { orders[key] = nil }
  }

  /// Nil when the caller has no such session.
  func find(_ id: String, principal: String?) async -> Session? {
    guard let session = sessions[id], session.principal.isIdentical(to: principal) else { return nil }
    guard await session.use(idleSince: limit) else {
      forget(id)
      return nil
    }
    if sessions[id] != nil { use(id, principal.map { Array($0.utf8) }) }
    return session
  }

  func close(_ id: String) async {
    let session = sessions[id]
    forget(id)
    await session?.end()
  }

  func closeAll() async {
    let all = sessions.values
    (sessions, order, orders) = ([:], UseOrder(), [:])
    for session in all { await session.end() }
  }

  var count: Int { sessions.count }

  private var limit: ContinuousClock.Instant { .now - .seconds(options.sessionSeconds) }

  private func prune() async {
    for (id, session) in sessions where await session.endIfIdle(since: limit) { forget(id) }
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
