import Foundation
import Synchronization

/// A queue of limited size from where messages are made to the connection on which they leave.
final class Outbox: Sendable {
  /// What is sent, in order.
  let items: AsyncStream<Outgoing>
  /// The event id that a stream begins with, for a client that has to come back before it has seen another one.
  let primer: String?
  private let continuation: AsyncStream<Outgoing>.Continuation
  private let end = Mutex(End())

  private struct End {
    var isReached = false
    var listener: (@Sendable (_ isAbandoned: Bool) -> Void)?
  }

  /// An empty outbox; `capacity` is how many items it holds.
  init(primer: String? = nil, capacity: Int = 1024) {
    self.primer = primer
    (items, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(capacity))
    continuation.onTermination = { [weak self] reason in
      if case .cancelled = reason { self?.reachEnd(isAbandoned: true) }
    }
  }

  /// Sends an item. Returns false when nobody reads any more, or too slowly; the outbox is abandoned then.
  @discardableResult
  func send(_ item: Outgoing) -> Bool {
    if case .enqueued = continuation.yield(item) { return true }
    abandon()
    return false
  }

  /// Notes that everything has been sent.
  func finish() {
    continuation.finish()
    reachEnd(isAbandoned: false)
  }

  /// Notes that the reader is gone.
  func abandon() {
    reachEnd(isAbandoned: true)
    continuation.finish()
  }

  /// Calls `body` once, when the outbox has been finished or its reader is gone; at once if that is already so.
  func onEnd(_ body: @escaping @Sendable (_ isAbandoned: Bool) -> Void) {
    let isReached = end.withLock { end in
      if !end.isReached { end.listener = body }
      return end.isReached
    }
    if isReached { body(true) }
  }

  private func reachEnd(isAbandoned: Bool) {
    let listener = end.withLock { end in
      defer { end = End(isReached: true) }
      return end.listener
    }
    listener?(isAbandoned)
  }
}
