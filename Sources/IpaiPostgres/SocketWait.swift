import Dispatch
import Synchronization

/// Waits until a socket can be read or written, without a thread of its own.
enum SocketWait {
  /// What has happened.
  enum Event: Sendable {
    case ready, timedOut, cancelled
  }

  /// Waits until the socket can be read or, if `writes`, written; until the deadline; or until the task is cancelled. When it returns,
  /// nothing looks at the socket any longer, so that it can be closed.
  static func wait(_ socket: Int32, writes: Bool, until deadline: ContinuousClock.Instant) async -> Event {
    let waiting = Waiting(socket, writes: writes, until: deadline)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiting.start($0) }
    } onCancel: {
      waiting.end(.cancelled)
    }
  }

  private final class Waiting: Sendable {
    private struct State {
      var continuation: CheckedContinuation<Event, Never>?
      var event: Event?
      /// How many sources are not cancelled yet.
      var open: Int
    }

    private let state: Mutex<State>
    /// Sources may be used from any thread, and the list does not change.
    private nonisolated(unsafe) let sources: [any DispatchSourceProtocol]

    init(_ socket: Int32, writes: Bool, until deadline: ContinuousClock.Instant) {
      let queue = DispatchQueue.global()
      var sources: [any DispatchSourceProtocol] = [
        DispatchSource.makeReadSource(fileDescriptor: socket, queue: queue)
      ]
      if writes { sources.append(DispatchSource.makeWriteSource(fileDescriptor: socket, queue: queue)) }
      let timer = DispatchSource.makeTimerSource(queue: queue)
      let left = max(.zero, deadline - .now)
      timer.schedule(deadline: .now() + left.seconds)
      sources.append(timer)
      self.sources = sources
      state = Mutex(State(open: sources.count))
    }

    func start(_ continuation: CheckedContinuation<Event, Never>) {
      state.withLock { $0.continuation = continuation }
      for (number, source) in sources.enumerated() {
        let event: Event = number == sources.count - 1 ? .timedOut : .ready
        source.setEventHandler { self.end(event) }
        source.setCancelHandler { self.closed() }
        source.resume()
      }
      // It may have been cancelled before the sources ran.
      if state.withLock({ $0.event != nil }) { sources.forEach { $0.cancel() } }
    }

    func end(_ event: Event) {
      let isFirst = state.withLock { state in
        guard state.event == nil else { return false }
        state.event = event
        return true
      }
      if isFirst { sources.forEach { $0.cancel() } }
    }

    private func closed() {
      let (continuation, event) = state.withLock { state -> (CheckedContinuation<Event, Never>?, Event) in
        state.open -= 1
        return (state.open == 0 ? state.continuation : nil, state.event ?? .ready)
      }
      continuation?.resume(returning: event)
    }
  }
}

extension Duration {
  /// In seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
