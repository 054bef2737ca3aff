import Foundation

/// One item of what a server sends for a request or on a stream. Messages are JSON on one line.
enum Outgoing: Sendable {
  /// A notification or a request of the server's. `event` is the id of the event, on a stream that can be resumed.
  case message(Data, event: String? = nil)
  /// The response, after which nothing follows. `status` is the HTTP status, if it can still be chosen.
  case response(Data, status: Int = 200, event: String? = nil)
  /// Nothing has happened for a while, so the connection should show that it is alive.
  case quiet
  /// The client should come back later for everything after this event.
  case hangUp(retryMilliseconds: Int, event: String)
}
