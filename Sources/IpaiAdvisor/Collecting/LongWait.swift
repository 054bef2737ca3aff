import Foundation

/// Waits that may be so long that people want to know of them.
enum LongWait {
  /// Is told until when somebody waits.
  typealias Report = @Sendable (Date) -> Void

  /// A wait of fewer seconds is not told.
  private static let short = 3.0
  /// How long a part of a wait is, in seconds: the first, so that the wait is told again soon, and those after it.
  private static let parts = (first: 6.0, later: 60.0)

  /// Waits so many seconds, and tells until when at the start and now and then. Throws `CancellationError`.
  static func sleep(seconds: Double, _ report: Report) async throws {
    try await sleep(until: ContinuousClock.now + .seconds(seconds), report)
  }

  /// Waits until a moment, and tells at the start and now and then. Throws `CancellationError`.
  static func sleep(until end: ContinuousClock.Instant, _ report: Report) async throws {
    let clock = ContinuousClock()
    let seconds = clock.now.duration(to: end) / .seconds(1)
    // The same moment each time, which shows that it is the same wait.
    let date = Date(timeIntervalSinceNow: seconds)
    var part = parts.first
    while seconds >= short, clock.now < end {
      report(date)
      try await clock.sleep(until: min(end, clock.now + .seconds(part)), tolerance: .zero)
      part = parts.later
    }
    try await clock.sleep(until: end, tolerance: .zero)
  }
}
