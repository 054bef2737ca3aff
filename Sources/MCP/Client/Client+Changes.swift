/// Being told of changes.
extension Client {
  /// Changes as the server tells them, until the stream is no longer read or the client closed. Where the connection was lost and
  /// made again, all that is `wanted` comes once: it may have changed meanwhile.
  ///
  /// - Throws: the stream ends with a `ClientError` when the server cannot be listened to any more.
  public func changes(_ wanted: Set<ServerChange>) -> AsyncThrowingStream<ServerChange, any Error> {
    let (stream, continuation) = AsyncThrowingStream<ServerChange, any Error>.makeStream(
      bufferingPolicy: .bufferingNewest(1024))
    let listener = inbox.listen(Inbox.Listener(wanted: wanted, continuation: continuation))
    let task = Task { [self] in
      do {
        if try await connect().isStateless {
          try await listen(listener, wanted, continuation)
        } else {
          for uri in wanted.uris { _ = try await request("resources/subscribe", ["uri": .string(uri)]) }
        }
      } catch { continuation.finish(throwing: error) }
    }
    continuation.onTermination = { [self] _ in
      task.cancel()
      Task { await leave(listener, wanted) }
    }
    return stream
  }

  private func leave(_ listener: Int, _ wanted: Set<ServerChange>) async {
    inbox.leave(listener)
    guard await keeper.hasSession else { return }
    let others = Set(inbox.uris)
    for uri in wanted.uris where !others.contains(uri) {
      _ = try? await request("resources/unsubscribe", ["uri": .string(uri)])
    }
  }

  /// Listens without a session, and again when the stream breaks.
  private func listen(
    _ listener: Int, _ wanted: Set<ServerChange>,
    _ continuation: AsyncThrowingStream<ServerChange, any Error>.Continuation
  ) async throws {
    var retry = Retry(max(options.retries, 1), isRepeatable: true)
    while true {
      do {
        let began = ContinuousClock.now
        defer { if .now - began > .seconds(60) { retry = Retry(max(options.retries, 1), isRepeatable: true) } }
        try await subscribe(listener, wanted)
        // Ended by the server in good order: it shuts down, and may come back.
        throw ChannelFailure(error: .unreachable("the server ended the subscription"))
      } catch let failure as ChannelFailure {
        guard let pause = retry.pause(after: failure) else { throw failure.error }
        try await Task.sleep(for: .seconds(pause))
      }
      for change in wanted { continuation.yield(change) }
    }
  }

  private func subscribe(_ listener: Int, _ wanted: Set<ServerChange>) async throws {
    let connection = try await keeper.get()
    var request = RequestOptions()
    request.seconds = .infinity
    var subscription: RequestID?
    defer { if let subscription { inbox.unsubscribe(subscription) } }
    do {
      _ = try await send(
        "subscriptions/listen", ["notifications": wanted.filter], request, [], on: connection
      ) { id in
        subscription = id
        inbox.subscribe(id, for: listener)
      }.get()
    } catch let failure as ChannelFailure {
      if failure.isConnectionLost { await keeper.lose(connection) }
      throw failure
    }
  }
}
