import Synchronization

/// A request while it is served. It is answered once, whatever its handler does: when that returns, throws, takes too long
/// or is cancelled.
final class RequestRun: Sendable {
  private let server: Server
  private let principal: String?
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
  init(_ server: Server, principal: String?, quiet: @escaping @Sendable () -> Void) {
    (self.server, self.principal, self.quiet) = (server, principal, quiet)
  }

  /// Starts the handler, and the clock that ends it when it takes longer than it may.
  ///
  /// - Throws: `RPCError` when the server has too much to do, or ends.
  func start(tooLate: @escaping @Sendable () async -> Void, _ work: @escaping @Sendable () async -> Void)
    throws(RPCError)
  {
    let place = try server.running.enter(principal) { [weak self] in self?.cancel() }
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
