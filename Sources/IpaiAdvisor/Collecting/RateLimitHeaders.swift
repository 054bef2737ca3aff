import Foundation

/// What the header of an answer says of the account's limit of requests in any hour.
struct RateLimitHeaders: Equatable, Sendable {
  /// How many requests are left; nil where it is not said.
  let left: Int?
  /// Of how many; nil where it is not said.
  let limit: Int?
  /// In how many seconds the oldest request no longer counts; nil where it is not said, is over, or cannot be.
  let resetIn: Double?

  /// The window that counts, in seconds, with some time for clocks that differ.
  private static let longest = 3900.0
  /// The longest wait in seconds.
  private static let most = 3600.0

  /// Reads the headers, by their names in lower case, of an answer that was sent at `date`.
  init(_ headers: [String: String], date: Date) {
    left = headers["ratelimit-remaining"].flatMap { Int($0) }
    limit = headers["ratelimit-limit"].flatMap { Int($0) }
    // The reset is a unix time. What lies in the past or beyond the window says nothing.
    let seconds = headers["ratelimit-reset"].flatMap { Double($0) }.map { $0 - date.timeIntervalSince1970 }
    resetIn = seconds.flatMap { $0 > 0 && $0 <= Self.longest ? min($0, Self.most) : nil }
  }

  /// Whether a refusal that asks for a wait of so many seconds is for the limit of the hour: another one is for the requests of a minute.
  func isOfHour(wait: Double) -> Bool { left.map { $0 <= 0 } ?? false || wait > 60 }

  /// How many seconds to wait after a refusal that says `retryAfter`, before the attempt after the `attempt`th, which counts from 0.
  func wait(retryAfter: Double?, attempt: Int) -> Double {
    if let retryAfter { return min(max(retryAfter, 0.05), Self.most) }
    let growth = Double(1 << min(attempt, 5))
    // With requests left it is a burst that was refused, which is over soon.
    guard let left, left <= 0 else { return growth * .random(in: 1...1.25) }
    return resetIn ?? 15 * growth
  }
}
