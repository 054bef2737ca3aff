/// The sessions that are open. There is a limit to them, and idle ones are ended.
actor SessionStore {
  private let server: Server
  private let options: StreamableHTTP.Options
  private var sessions: [String: Session] = [:]
  /// All sessions, in the order in which they were last used.
  private var order = UseOrder<String>()
  /// The sessions of each principal, in that order. The keys are the bytes of the principals.
  private var orders: [[UInt8]: UseOrder<String>] = [:]
  private var beat: Int?

  /// How many seconds pass before idle sessions are looked for again.
  private static let pruneSeconds = 30
  /// How many sessions are looked at to find one that may give way to another.
  private static let maxLooks = 16

  /// A store without sessions.
  init(_ server: Server, _ options: StreamableHTTP.Options) {
    self.server = server
    self.options = options
  }

  /// Opens a session. If this principal or all together have as many as they may, the one that has been unused for longest is
  /// ended first. Returns nil when all of those are in use.
  func open(_ handshake: Handshake, principal: String?) async -> Session? {
    let key = principal.map { Array($0.utf8) }
    var looks = 0
    while let oldest = oldestThatHasToGo(key) {
      guard looks < Self.maxLooks else { return nil }
      looks += 1
      if await sessions[oldest]?.endIfUnused() != false {
        forget(oldest)
      } else if let session = sessions[oldest] {
        // It may belong to another principal.
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

  /// The session to end before another one can be opened; nil when there is room.
  private func oldestThatHasToGo(_ key: [UInt8]?) -> String? {
    if let key, orders[key]?.count ?? 0 >= options.maxSessionsOfOne { return orders[key]?.oldest }
    guard sessions.count >= options.maxSessions else { return nil }
    return order.oldest
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

  /// The session of this id, marked as used; nil when the caller has no such session.
  func find(_ id: String, principal: String?) async -> Session? {
    guard let session = sessions[id], session.principal.isIdentical(to: principal) else { return nil }
    guard await session.use(idleSince: limit) else {
      forget(id)
      return nil
    }
    if sessions[id] != nil { use(id, principal.map { Array($0.utf8) }) }
    return session
  }

  /// Ends a session.
  func close(_ id: String) async {
    let session = sessions[id]
    forget(id)
    await session?.end()
  }

  /// Ends all sessions.
  func closeAll() async {
    let all = sessions.values
    sessions = [:]
    order = UseOrder()
    orders = [:]
    for session in all { await session.end() }
  }

  /// How many sessions are open.
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
