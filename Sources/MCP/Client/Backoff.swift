import Foundation

/// Pauses, in seconds, each about twice as long as the one before it. They are random within limits, so that many clients
/// do not come back at the same moment.
struct Backoff {
  private let longest: Double
  private var count = 0

  /// `longest`: the longest pause, in seconds.
  init(longest: Double = 30) { self.longest = longest }

  /// The next pause, in seconds.
  mutating func next() -> Double {
    count += 1
    return min(longest, 0.2 * pow(2, Double(min(count, 20)))) * Double.random(in: 0.5...1)
  }
}
