import Foundation

/// When a request that failed on its way is sent again.
struct Retry {
  private let limit: Int
  private let isRepeatable: Bool
  private var count = 0
  private var hasReopened = false
  private var hasAgreedAnew = false
  private var pauses = Backoff(longest: 5)

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
    let pause = pauses.next()
    guard case .busy(let wanted?) = failure.error else { return pause }
    return min(max(pause, wanted), Self.longestPause)
  }

  /// Whether a request whose revision was refused is sent again: once. The server has not worked on it.
  mutating func mayAgreeAnew() -> Bool {
    defer { hasAgreedAnew = true }
    return !hasAgreedAnew
  }

  /// Whether it can be otherwise the next time.
  private static func mayPass(_ error: ClientError) -> Bool {
    switch error {
    case .unreachable, .busy, .closed: true
    case .refused(let status): status >= 500 || status == 404
    default: false
    }
  }

  /// The methods that do no harm when they are sent twice: those of the protocol but `tools/call`.
  static let repeatable: Set<String> = [
    MethodName.ping, MethodName.discover, MethodName.listTools, MethodName.listResources,
    MethodName.listResourceTemplates, MethodName.readResource, MethodName.subscribeResource,
    MethodName.unsubscribeResource, MethodName.listPrompts, MethodName.getPrompt, MethodName.complete,
    MethodName.setLogLevel, MethodName.listen, MethodName.getTask, MethodName.updateTask, MethodName.cancelTask,
  ]
}

/// Pauses, in seconds, each about twice as long as the one before, so that many clients do not come back at once.
struct Backoff {
  private let longest: Double
  private var count = 0

  init(longest: Double = 30) { self.longest = longest }

  mutating func next() -> Double {
    count += 1
    return min(longest, 0.2 * pow(2, Double(min(count, 20)))) * Double.random(in: 0.5...1)
  }
}
