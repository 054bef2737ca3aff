/// Keeps the connection of a client: it is made when it is needed, and made again when it has been lost.
actor ConnectionKeeper {
  private let connector: Connector
  private let inbox: Inbox
  private var current: Connection?
  private var opening: Task<Void, Never>?
  private var waiting: [Int: CheckedContinuation<Connection, any Error>] = [:]
  private var lastWaiting = 0
  private var number = 0
  /// The revision that the server spoke last, so that it need not be asked again.
  private var version: ProtocolVersion?
  /// Whether the client has been closed.
  private(set) var isClosed = false

  init(_ connector: Connector, _ inbox: Inbox) {
    self.connector = connector
    self.inbox = inbox
  }

  /// Whether there is a connection at the moment, in which the server keeps a session.
  var hasSession: Bool { current.map { !$0.server.isStateless } ?? false }

  /// The current connection, or a new one. Callers that ask at the same time get the same one.
  ///
  /// - Throws: `ChannelFailure` for a request that was not sent, `CancellationError`, and what the negotiation throws.
  func get() async throws -> Connection {
    if let current { return current }
    guard !isClosed else { throw ClientError.closed }
    lastWaiting += 1
    let place = lastWaiting
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        waiting[place] = continuation
        open()
      }
    } onCancel: {
      Task { await self.leave(place) }
    }
  }

  private func leave(_ place: Int) { waiting.removeValue(forKey: place)?.resume(throwing: CancellationError()) }

  private func open() {
    guard opening == nil else { return }
    number += 1
    opening = Task { [connector, number, version] in
      do {
        let connection = try await connector.open(number, version) { [weak self] in
          Task { await self?.lose(number) }
        }
        await opened(connection)
      } catch { failed(error) }
    }
  }

  private func opened(_ connection: Connection) async {
    opening = nil
    guard !isClosed else {
      answer(.failure(ClientError.closed))
      return await connection.channel.close()
    }
    current = connection
    version = connection.server.version
    answer(.success(connection))
    if connection.number > 1 { inbox.suspectAll() }
  }

  private func failed(_ error: any Error) {
    opening = nil
    version = nil
    if isClosed { return answer(.failure(ClientError.closed)) }
    guard var failure = error as? ChannelFailure else { return answer(.failure(error)) }
    failure.isUnprocessed = true
    failure.isConnectionLost = false
    answer(.failure(failure))
  }

  private func answer(_ result: Result<Connection, any Error>) {
    defer { waiting = [:] }
    for continuation in waiting.values { continuation.resume(with: result) }
  }

  /// Drops a connection that is no longer of use. While somebody listens for changes, the next one is made at once.
  func lose(_ lost: Int) {
    guard let connection = current, connection.number == lost else { return }
    current = nil
    inbox.drop(lost)
    Task { await connection.channel.close() }
    if inbox.hasListeners { Task { await reopen() } }
  }

  private func reopen() async {
    var pauses = Backoff()
    while !isClosed, current == nil, inbox.hasListeners {
      if (try? await get()) != nil { return }
      try? await Task.sleep(for: .seconds(pauses.next()))
    }
  }

  /// Closes the connection for good.
  func close() async {
    isClosed = true
    opening?.cancel()
    let connection = current
    current = nil
    if let connection { inbox.drop(connection.number) }
    inbox.close()
    await connection?.channel.close()
  }
}
