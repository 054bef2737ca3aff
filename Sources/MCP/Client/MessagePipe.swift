public import Foundation

/// A connection to a server that carries whole messages in both directions.
public struct MessagePipe: Sendable {
  /// The messages of the server, until the connection ends.
  public let messages: AsyncStream<Data>
  /// Is called with the size of each message, in bytes, when it has been taken from `messages`.
  public let taken: @Sendable (Int) -> Void
  /// Sends a message; false when the connection has ended.
  public let write: @Sendable (Data) -> Bool
  /// Ends the connection.
  public let close: @Sendable () async -> Void

  /// A connection with these parts.
  public init(
    messages: AsyncStream<Data>, taken: @escaping @Sendable (Int) -> Void = { _ in },
    write: @escaping @Sendable (Data) -> Bool, close: @escaping @Sendable () async -> Void
  ) {
    self.messages = messages
    self.taken = taken
    self.write = write
    self.close = close
  }
}
