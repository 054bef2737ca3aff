import Synchronization

/// The time by which work has to be done, which signs of progress put off.
final class Deadline: Sendable {
  private let seconds: Double
  private let last: ContinuousClock.Instant
  private let isHeld: @Sendable () -> Bool
  private let state: Mutex<ContinuousClock.Instant>

  /// `seconds`: from now, and from each sign of progress.
  /// `longest`: from now, with all progress.
  /// `isHeld`: whether the work waits for someone on this side.
  init(seconds: Double, longest: Double = .infinity, isHeld: @escaping @Sendable () -> Bool = { false }) {
    (self.seconds, self.isHeld) = (seconds, isHeld)
    last = Self.after(longest)
    state = Mutex(min(Self.after(seconds), last))
  }

  var moment: ContinuousClock.Instant { state.withLock { $0 } }

  /// A year from now at most, as clocks cannot count to infinity.
  private static func after(_ seconds: Double) -> ContinuousClock.Instant {
    .now + .seconds(min(max(seconds, 0), 365 * 24 * 3600))
  }

  func putOff() { state.withLock { $0 = min(Self.after(seconds), last) } }

  private var next: ContinuousClock.Instant? {
    if isHeld() { putOff() }
    let moment = moment
    return .now < moment ? moment : nil
  }

  /// - Throws: `ClientError.timedOut`, and what `work` throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask { [self] in
        while let next { try await Task.sleep(until: next, clock: .continuous) }
        return nil
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() ?? nil else { throw ClientError.timedOut(seconds: seconds) }
      return value
    }
  }
}
