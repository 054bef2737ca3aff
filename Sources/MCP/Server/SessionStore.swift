/// The sessions that are open: so many, and none that is idle for long.
actor SessionStore {
  private let server: Server
  private let maxSessions: Int
  private let idleSeconds: Int
  private var sessions: [String: Session] = [:]

  init(_ server: Server, maxSessions: Int, idleSeconds: Int) {
    (self.server, self.maxSessions, self.idleSeconds) = (server, maxSessions, idleSeconds)
  }

  /// Nil when there are too many.
  func open(_ version: ProtocolVersion, params: [String: JSON], principal: String?) async -> Session? {
    await prune()
    guard sessions.count < maxSessions else { return nil }
    let session = Session(server, version, params: params, principal: principal)
    sessions[session.id] = session
    await session.subscribe()
    return session
  }

  /// Nil when the caller has no such session.
  func find(_ id: String, principal: String?) async -> Session? {
    guard let session = sessions[id], session.principal == principal else { return nil }
    guard await !session.isOver else {
      sessions[id] = nil
      return nil
    }
    return session
  }

  func close(_ id: String) async { await sessions.removeValue(forKey: id)?.end() }

  var count: Int { sessions.count }

  private func prune() async {
    let limit = ContinuousClock.now - .seconds(idleSeconds)
    for (id, session) in sessions where await session.isIdle(since: limit) { await close(id) }
  }
}
