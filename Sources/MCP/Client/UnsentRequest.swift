/// A request that did not leave this machine, so that it can be sent again whatever it does. An exchange over HTTP throws it
/// when it knows that.
public struct UnsentRequest: Error, Sendable {
  /// Why it was not sent.
  public let reason: String

  /// A request that was not sent for this reason.
  public init(_ reason: String) { self.reason = reason }
}
