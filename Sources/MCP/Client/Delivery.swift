import Synchronization

/// What is known of whether a request has reached the server, for a caller that got no answer. Give it to one request with
/// ``Client/RequestOptions/delivery``.
public final class Delivery: Sendable {
  private let state = Atomic(false)

  /// The delivery of a request that has not been sent.
  public init() {}

  /// Whether the server may have worked on the request. False is certain: the request did not leave this machine, or the server
  /// refused it as a whole.
  public var mayHaveArrived: Bool { state.load(ordering: .acquiring) }

  /// Notes that the server may have worked on it.
  public func note() { state.store(true, ordering: .releasing) }
}
