import Synchronization

/// The times that something waits for, with one sleeping task for all of them: setting an alarm and taking it back costs next to
/// nothing, unlike a timer of its own.
final class Alarms: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// The alarms of the process.
  static let shared = Alarms()

  private let state = Mutex(State())

  private struct State {
    var waiting: [Int: (moment: Instant, ring: @Sendable () -> Void)] = [:]
    var next = 0
    /// When the sleeping task wakes up; nil when there is none.
    var waking: Instant?
    var sleeper: Task<Void, Never>?
  }

  /// Calls `ring` at a moment, unless it is taken back under the number that this returns.
  func set(at moment: Instant, _ ring: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      state.next += 1
      state.waiting[state.next] = (moment, ring)
      wake(at: moment, &state)
      return state.next
    }
  }

  /// Takes an alarm back.
  func remove(_ number: Int) { _ = state.withLock { $0.waiting.removeValue(forKey: number) } }

  /// Waits for a moment. Returns early when the task is cancelled.
  func wait(until moment: Instant) async {
    let (signal, source) = AsyncStream<Void>.makeStream()
    let number = set(at: moment) { source.finish() }
    for await _ in signal {}
    remove(number)
  }

  private func wake(at moment: Instant, _ state: inout State) {
    if let waking = state.waking, waking <= moment { return }
    state.waking = moment
    state.sleeper?.cancel()
    state.sleeper = Task {
      try? await Task.sleep(until: moment, clock: .continuous)
      if !Task.isCancelled { ringDue() }
    }
  }

  private func ringDue() {
    let now = Instant.now
    let due = state.withLock { state in
      let due = state.waiting.filter { $0.value.moment <= now }.sorted { $0.value.moment < $1.value.moment }
      for (number, _) in due { state.waiting[number] = nil }
      state.waking = nil
      state.sleeper = nil
      if let first = state.waiting.values.map(\.moment).min() { wake(at: first, &state) }
      return due.map(\.value.ring)
    }
    for ring in due { ring() }
  }
}
