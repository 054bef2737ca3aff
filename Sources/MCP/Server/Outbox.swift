import Foundation
import Synchronization

/// What a server sends for one request or stream, in order. Messages are JSON on one line.
enum Outgoing: Sendable {
  /// A notification or a request of the server's. The id is that of the event on a stream that can be resumed.
  case message(Data, event: String? = nil)
  /// The response, after which nothing comes. The status is that of HTTP, where it can still be chosen.
  case response(Data, status: Int = 200, event: String? = nil)
  /// Nothing has happened for a while: the connection should show that it lives.
  case quiet
  /// The client should come back later for the rest, which follows the event named.
  case hangUp(retryMilliseconds: Int, event: String)
}

/// The way from where messages are made to the connection they leave by. It holds so many and no more.
final class Outbox: Sendable {
  let items: AsyncStream<Outgoing>
  /// The event id that a stream begins with, for a client that has to come back before it saw another.
  let primer: String?
  private let continuation: AsyncStream<Outgoing>.Continuation
  private let end = Mutex(End())

  private struct End {
    var isReached = false
    var listener: (@Sendable (_ isAbandoned: Bool) -> Void)?
  }

  init(primer: String? = nil, capacity: Int = 1024) {
    self.primer = primer
    (items, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(capacity))
    continuation.onTermination = { [weak self] reason in
      if case .cancelled = reason { self?.reachEnd(isAbandoned: true) }
    }
  }

  /// False when nobody reads any more, or too slowly; the outbox is abandoned then.
  @discardableResult
  func send(_ item: Outgoing) -> Bool {
    if case .enqueued = continuation.yield(item) { return true }
    abandon()
    return false
  }

  /// All was sent.
  func finish() {
    continuation.finish()
    reachEnd(isAbandoned: false)
  }

  /// The reader has gone.
  func abandon() {
    reachEnd(isAbandoned: true)
    continuation.finish()
  }

  /// Calls `body` once, when the outbox was finished or its reader has gone; at once if that is so already.
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
