import Synchronization

/// A check that many ask for at once. One runs at a time, and those who ask while it runs share the next one, because what they are
/// told has to be true at a time after they asked.
final class SharedCheck<Value: Sendable>: Sendable {
  private let check: @Sendable () async -> Value
  private let state = Mutex(State())

  private struct State {
    var isRunning = false
    var waiting: [CheckedContinuation<Turn, Never>] = []
  }

  private enum Turn {
    /// It is for this caller to carry the check out.
    case check
    /// Somebody else has.
    case checked(Value)
  }

  /// Shares `check`.
  init(_ check: @escaping @Sendable () async -> Value) { self.check = check }

  /// How many wait for a check that has not begun.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// What a check says that begins after the call.
  func value() async -> Value {
    switch await turn() {
    case .checked(let value): return value
    case .check:
      let others = state.withLock { state in
        defer { state.waiting = [] }
        return state.waiting
      }
      let value = await check()
      if Task.isCancelled {
        // The check may have ended with this caller, but not for the others.
        state.withLock { $0.waiting = others + $0.waiting }
      } else {
        for other in others { other.resume(returning: .checked(value)) }
      }
      passOn()
      return value
    }
  }

  private func turn() async -> Turn {
    await withCheckedContinuation { continuation in
      let isFirst = state.withLock { state in
        guard state.isRunning else {
          state.isRunning = true
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFirst { continuation.resume(returning: .check) }
    }
  }

  /// Lets one of those who have asked meanwhile carry out the next check.
  private func passOn() {
    let next = state.withLock { state -> CheckedContinuation<Turn, Never>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.isRunning = false
      return nil
    }
    next?.resume(returning: .check)
  }
}
