import Synchronization

/// The time by which work has to be done. Signs of progress put it off.
final class Deadline: Sendable {
  private let seconds: Double
  private let last: ContinuousClock.Instant
  private let isHeld: @Sendable () -> Bool
  private let state: Mutex<ContinuousClock.Instant>

  /// A deadline that starts now.
  ///
  /// `seconds`: how long the work may take, from now and from each sign of progress.
  /// `longest`: how long it may take in all.
  /// `isHeld`: whether the work waits for someone on this side, so that no time is lost.
  init(seconds: Double, longest: Double = .infinity, isHeld: @escaping @Sendable () -> Bool = { false }) {
    self.seconds = seconds
    self.isHeld = isHeld
    last = Self.after(longest)
    state = Mutex(min(Self.after(seconds), last))
  }

  /// When the time is up, as things stand.
  var moment: ContinuousClock.Instant { state.withLock { $0 } }

  /// That many seconds from now, but no more than a year, since clocks cannot count to infinity.
  private static func after(_ seconds: Double) -> ContinuousClock.Instant {
    .now + .seconds(min(max(seconds, 0), 365 * 24 * 3600))
  }

  /// Starts the time again, because there was a sign of progress.
  func putOff() { state.withLock { $0 = min(Self.after(seconds), last) } }

  private var next: ContinuousClock.Instant? {
    if isHeld() { putOff() }
    let moment = moment
    guard .now < moment else { return nil }
    return moment
  }

  /// Runs work and cancels it when the time is up.
  ///
  /// - Throws: `ClientError.timedOut`, and what `work` throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask { [self] in
        while let next {
          await Alarms.shared.wait(until: next)
          try Task.checkCancellation()
        }
        return nil
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() ?? nil else { throw ClientError.timedOut(seconds: seconds) }
      return value
    }
  }
}
