import Foundation

/// When a request that failed on its way is sent again.
struct Retry {
  private let limit: Int
  private let isRepeatable: Bool
  private var count = 0
  private var hasReopened = false

  /// `isRepeatable`: whether the request may be sent again although the server may have worked on it.
  init(_ limit: Int, isRepeatable: Bool) { (self.limit, self.isRepeatable) = (limit, isRepeatable) }

  /// The longest that a server may have a client wait, in seconds.
  private static let longestPause = 30.0

  /// How long to wait, in seconds, before the next time; nil when there is none.
  mutating func pause(after failure: ChannelFailure) -> Double? {
    guard failure.isUnprocessed || isRepeatable else { return nil }
    // A session that has ended is the protocol's own way; a new one is not a retry.
    if failure.isUnprocessed, failure.isConnectionLost, !hasReopened {
      hasReopened = true
      return 0
    }
    guard count < limit, Self.mayPass(failure.error) else { return nil }
    count += 1
    let pause = min(5, 0.2 * pow(2, Double(count))) * Double.random(in: 0.5...1)
    guard case .busy(let wanted?) = failure.error else { return pause }
    return min(max(pause, wanted), Self.longestPause)
  }

  /// Whether it can be otherwise the next time.
  private static func mayPass(_ error: ClientError) -> Bool {
    switch error {
    case .unreachable, .busy: true
    case .refused(let status): status >= 500 || status == 404
    default: false
    }
  }
}
