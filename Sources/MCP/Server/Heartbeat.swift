import Foundation
import Synchronization

/// A tick each second for everything that waits: one clock for a whole server, which runs only while somebody listens to it.
final class Heartbeat: Sendable {
  private let state = Mutex(State())

  private struct State {
    var listeners: [Int: @Sendable () -> Void] = [:]
    var next = 0
    var clock: Task<Void, Never>?
    var isStopped = false
  }

  /// Calls `tick` each second until `remove` is called with what this returns.
  func add(_ tick: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      state.next += 1
      state.listeners[state.next] = tick
      if state.clock == nil, !state.isStopped {
        state.clock = Task { [weak self] in
          while (try? await Task.sleep(for: .seconds(1))) != nil, self?.tick() == true {}
        }
      }
      return state.next
    }
  }

  /// Calls `tick` once, after this many seconds.
  func add(seconds: Int, _ tick: @escaping @Sendable () -> Void) -> Int {
    let count = Mutex(0)
    return add { if Self.advance(count) == seconds { tick() } }
  }

  /// Calls `tick` each time this many seconds have gone by.
  func add(every seconds: Int, _ tick: @escaping @Sendable () -> Void) -> Int {
    let count = Mutex(0)
    return add { if Self.advance(count).isMultiple(of: seconds) { tick() } }
  }

  private static func advance(_ count: borrowing Mutex<Int>) -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }

  /// Stops calling what was added under this number.
  func remove(_ id: Int) { _ = state.withLock { $0.listeners.removeValue(forKey: id) } }

  /// Stops the clock, for good.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      state.clock?.cancel()
      state.clock = nil
    }
  }

  /// Calls everyone who listens. Returns false when nobody does, which ends the clock.
  private func tick() -> Bool {
    let listeners = state.withLock { state in
      if state.listeners.isEmpty { state.clock = nil }
      return Array(state.listeners.values)
    }
    for listener in listeners { listener() }
    return !listeners.isEmpty
  }
}
