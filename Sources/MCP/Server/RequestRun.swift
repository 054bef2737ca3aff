import Synchronization

/// A request while it is being served. It is answered exactly once, whether its handler returns, throws, takes too long or is
/// cancelled.
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

  /// How many seconds a connection may be quiet before it shows that it is alive.
  static let quietSeconds = 15

  /// A request that has not started. `quiet` is called now and then while nothing is sent.
  init(_ server: Server, principal: String?, quiet: @escaping @Sendable () -> Void) {
    self.server = server
    self.principal = principal
    self.quiet = quiet
  }

  /// Starts the handler, and the clock that stops it when it takes too long.
  ///
  /// - Throws: `RPCError` when the server has too much to do or is shutting down.
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
      state.handler = handler
      state.beat = beat
      return state.isOver
    }
    if isOver { server.heartbeat.remove(beat) }
  }

  private func tick(_ tooLate: @escaping @Sendable () async -> Void) {
    let passed: Int? = state.withLock { state in
      state.seconds += 1
      guard !state.isOver else { return nil }
      return state.seconds
    }
    guard let seconds = passed else { return }
    if seconds == server.options.patientSeconds || seconds.isMultiple(of: Self.quietSeconds) { quiet() }
    if seconds == server.options.requestSeconds {
      Task {
        await tooLate()
        cancel()
      }
    }
  }

  /// Claims the right to answer, and stops the clock. Returns true the first time; that caller may answer.
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

  /// Stops the handler, unless the request has been answered.
  func abandon() {
    if claimAnswer() { cancel() }
  }
}
