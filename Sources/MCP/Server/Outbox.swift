/// What a server sends for one request or stream, in order.
enum Outgoing: Sendable {
  /// A notification or a request of the server's. The id is that of the event on a stream that can be resumed.
  case message(RPCMessage, event: String? = nil)
  /// The response, after which nothing comes. The status is that of HTTP, where it can still be chosen.
  case response(RPCMessage, status: Int = 200, event: String? = nil)
  /// Nothing has happened for a while: the connection should show that it lives.
  case quiet
  /// The client should come back later for the rest, which follows the event named.
  case hangUp(retryMilliseconds: Int, event: String)
}

/// The way from where messages are made to the connection they leave by. It holds so many and no more.
struct Outbox: Sendable {
  let items: AsyncStream<Outgoing>
  /// The event id that a stream begins with, for a client that has to come back before it saw another.
  let primer: String?
  private let continuation: AsyncStream<Outgoing>.Continuation

  init(primer: String? = nil, capacity: Int = 1024) {
    self.primer = primer
    (items, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(capacity))
  }

  /// False when nobody reads any more, or too slowly; the outbox is closed then.
  @discardableResult
  func send(_ item: Outgoing) -> Bool {
    switch continuation.yield(item) {
    case .enqueued: return true
    default:
      continuation.finish()
      return false
    }
  }

  func finish() { continuation.finish() }

  /// Calls `body` when the reader goes away before `finish`.
  func onAbandon(_ body: @escaping @Sendable () -> Void) {
    continuation.onTermination = { reason in if case .cancelled = reason { body() } }
  }
}
