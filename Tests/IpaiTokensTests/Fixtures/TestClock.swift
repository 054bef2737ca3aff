import Foundation
import Synchronization

/// A clock that stands still until it is set.
final class TestClock: Sendable {
  private let start = ContinuousClock.now
  private let passed = Mutex(Duration.zero)

  var instant: ContinuousClock.Instant { start + passed.withLock { $0 } }
  var date: Date { Date(timeIntervalSince1970: Double(TestToken.time) + passed.withLock { $0 / .seconds(1) }) }

  func pass(_ time: Duration) { passed.withLock { $0 += time } }
}
