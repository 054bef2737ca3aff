/// A channel to a server, and what was agreed on it.
struct Connection: Sendable {
  let channel: any Channel
  let server: ServerDescription
  /// Tells this connection from the one before it.
  let number: Int
}

/// The connection of a client: made when it is needed, and anew when it was lost.
actor ConnectionKeeper {
  private let make: @Sendable (Int, ProtocolVersion?) async throws -> Connection
  private var opening: Task<Connection, any Error>?
  private var current: Connection?
  private var number = 0
  /// The revision that the server spoke last: it need not be asked again.
  private var version: ProtocolVersion?
  private var isClosed = false

  init(_ make: @escaping @Sendable (Int, ProtocolVersion?) async throws -> Connection) { self.make = make }

  /// The connection there is, or a new one; those who ask at once get the same.
  ///
  /// - Throws: `ChannelFailure` for a request that was not sent, and what the negotiation throws.
  func get() async throws -> Connection {
    if let current { return current }
    guard !isClosed else { throw ClientError.closed }
    do { return try await (opening ?? start()).value } catch var failure as ChannelFailure {
      failure.isUnprocessed = true
      failure.isConnectionLost = false
      throw failure
    }
  }

  /// Whether there is a connection now whose server keeps a session.
  var hasSession: Bool { current.map { !$0.server.isStateless } ?? false }

  private func start() -> Task<Connection, any Error> {
    number += 1
    let task = Task { [make, number, version] in
      do {
        let connection = try await make(number, version)
        await opened(connection)
        return connection
      } catch {
        failed()
        throw error
      }
    }
    opening = task
    return task
  }

  private func opened(_ connection: Connection) async {
    opening = nil
    if isClosed { return await connection.channel.close() }
    (current, version) = (connection, connection.server.version)
  }

  private func failed() { (opening, version) = (nil, nil) }

  /// A connection that is of no use any more.
  func lose(_ connection: Connection) {
    guard current?.number == connection.number else { return }
    current = nil
    Task { await connection.channel.close() }
  }

  func close() async {
    isClosed = true
    opening?.cancel()
    defer { current = nil }
    await current?.channel.close()
  }
}
