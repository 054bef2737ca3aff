import Foundation

/// Decides whether and when a request that failed on its way is sent again.
struct Retry {
  private let limit: Int
  private let isRepeatable: Bool
  private var count = 0
  private var hasReopened = false
  private var hasAgreedAnew = false
  private var pauses = Backoff(longest: 5)

  /// A request that is sent again at most `limit` times.
  ///
  /// `isRepeatable`: whether it may be sent again although the server may have worked on it.
  init(_ limit: Int, isRepeatable: Bool) {
    self.limit = limit
    self.isRepeatable = isRepeatable
  }

  /// The longest time, in seconds, that a server may make a client wait.
  private static let longestPause = 30.0

  /// How long to wait, in seconds, before the request is sent again; nil when it is not.
  mutating func pause(after failure: ChannelFailure) -> Double? {
    guard failure.isUnprocessed || isRepeatable else { return nil }
    // The protocol lets sessions end at any time, so that opening a new one is not a retry.
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

  /// Whether to send a request again whose revision was refused. The server has not worked on it; once is enough.
  mutating func mayAgreeAnew() -> Bool {
    defer { hasAgreedAnew = true }
    return !hasAgreedAnew
  }

  /// Whether the next attempt may succeed after this error.
  private static func mayPass(_ error: ClientError) -> Bool {
    switch error {
    case .unreachable, .busy, .closed: true
    case .refused(let status): status >= 500 || status == 404
    default: false
    }
  }

  /// The methods that do no harm when they are sent twice: all of the protocol's except `tools/call`.
  static let repeatable: Set<String> = [
    MethodName.ping, MethodName.discover, MethodName.listTools, MethodName.listResources,
    MethodName.listResourceTemplates, MethodName.readResource, MethodName.subscribeResource,
    MethodName.unsubscribeResource, MethodName.listPrompts, MethodName.getPrompt, MethodName.complete,
    MethodName.setLogLevel, MethodName.listen, MethodName.getTask, MethodName.updateTask, MethodName.cancelTask,
  ]
}
