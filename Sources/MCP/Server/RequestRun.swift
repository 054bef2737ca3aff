import Synchronization

/// A request while it is served. It is answered once, whatever its handler does: when that returns, throws, takes too long
/// or is cancelled.
final class RequestRun: Sendable {
  private let server: Server
  private let quiet: @Sendable () -> Void
  private let state = Mutex(State())

  private struct State {
    var isOver = false
    var handler: Task<Void, Never>?
    var beat: Int?
    var seconds = 0
  }

  /// How many quiet seconds a connection is left without a sign.
  static let quietSeconds = 15

  /// `quiet` is called now and then while nothing is sent.
  init(_ server: Server, quiet: @escaping @Sendable () -> Void) { (self.server, self.quiet) = (server, quiet) }

  /// Starts the handler, and the clock that ends it when it takes longer than it may.
  ///
  /// - Throws: `RPCError` when the server has too much to do, or ends.
  func start(tooLate: @escaping @Sendable () async -> Void, _ work: @escaping @Sendable () async -> Void)
    throws(RPCError)
  {
    let place = try server.running.enter { [weak self] in self?.cancel() }
    let beat = server.heartbeat.add { [weak self] in self?.tick(tooLate) }
    let handler = Task(executorPreference: server.options.executor) { [server] in
      await work()
      server.running.leave(place)
    }
    let isOver = state.withLock { state in
      (state.handler, state.beat) = (handler, beat)
      return state.isOver
    }
    if isOver { server.heartbeat.remove(beat) }
  }

  private func tick(_ tooLate: @escaping @Sendable () async -> Void) {
    let seconds = state.withLock { state in
      state.seconds += 1
      return state.isOver ? 0 : state.seconds
    }
    if seconds == server.options.patientSeconds || (seconds > 0 && seconds % Self.quietSeconds == 0) { quiet() }
    if seconds == server.options.requestSeconds {
      Task {
        await tooLate()
        cancel()
      }
    }
  }

  /// True the first time: whoever gets that may answer. The clock ends.
  func claimAnswer() -> Bool {
    let (isFirst, beat) = state.withLock { state in
      defer { state.isOver = true }
      return (!state.isOver, state.beat)
    }
    if let beat { server.heartbeat.remove(beat) }
    return isFirst
  }

  /// Stops the handler.
  func cancel() { state.withLock { $0.handler }?.cancel() }

  /// Stops the handler, unless the request was answered.
  func abandon() {
    if claimAnswer() { cancel() }
  }
}

/// What a server works on at the moment: so much, and nothing new once it ends.
final class Running: Sendable {
  private let limit: Int
  private let state = Mutex(State())

  private struct State {
    var next = 0
    var stops: [Int: @Sendable () -> Void] = [:]
    var isClosed = false
  }

  init(limit: Int) { self.limit = limit }

  /// Takes a place for work that `stop` ends.
  ///
  /// - Throws: `RPCError` when there is none.
  func enter(_ stop: @escaping @Sendable () -> Void) throws(RPCError) -> Int {
    let place: Int? = state.withLock { state in
      guard !state.isClosed, state.stops.count < limit else { return nil }
      state.next += 1
      state.stops[state.next] = stop
      return state.next
    }
    guard let place else { throw .busy }
    return place
  }

  func leave(_ place: Int) { _ = state.withLock { $0.stops.removeValue(forKey: place) } }

  /// Stops everything, for good.
  func close() {
    let stops = state.withLock { state in
      state.isClosed = true
      return Array(state.stops.values)
    }
    for stop in stops { stop() }
  }

  var count: Int { state.withLock { $0.stops.count } }
}
