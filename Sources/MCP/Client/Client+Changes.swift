/// Being told of changes.
extension Client {
  /// Changes as the server tells them, from when this returns until the stream is no longer read or the client closed. Where
  /// the connection was lost and made again, all that is `wanted` comes once: it may have changed meanwhile. A resource that
  /// is a part of one that was asked for comes under its own address.
  ///
  /// - Throws: `RPCError`, `ClientError`, `CancellationError`; so does the stream when the server cannot be listened to any
  ///   more.
  public func changes(_ wanted: Set<ServerChange>) async throws -> AsyncThrowingStream<ServerChange, any Error> {
    let isStateless = try await connect().isStateless
    let (stream, continuation) = AsyncThrowingStream<ServerChange, any Error>.makeStream(
      bufferingPolicy: .bufferingNewest(1024))
    let listener = Inbox.Listener(wanted: wanted, isInSession: !isStateless, continuation: continuation)
    guard let number = inbox.listen(listener) else { throw ClientError.closed }
    if isStateless {
      try await subscribe(number, listener)
    } else {
      continuation.onTermination = { [self] _ in Task { await leave(number, wanted) } }
      do {
        for uri in wanted.uris { _ = try await request(MethodName.subscribeResource, ["uri": .string(uri)]) }
      } catch {
        continuation.finish()
        throw error
      }
    }
    return stream
  }

  private func leave(_ listener: Int, _ wanted: Set<ServerChange>) async {
    inbox.leave(listener)
    guard await keeper.hasSession else { return }
    let others = Set(inbox.uris)
    for uri in wanted.uris where !others.contains(uri) {
      _ = try? await request(MethodName.unsubscribeResource, ["uri": .string(uri)])
    }
  }

  // MARK: Without a session

  /// Begins to listen, and returns when the server has said that it tells.
  private func subscribe(_ number: Int, _ listener: Inbox.Listener) async throws {
    let (ready, signal) = AsyncThrowingStream<Void, any Error>.makeStream()
    let task = Task { [self] in
      do { try await keepListening(number, listener) { signal.finish() } } catch {
        signal.finish(throwing: error)
        listener.continuation.finish(throwing: error)
      }
    }
    listener.continuation.onTermination = { [inbox] _ in
      task.cancel()
      inbox.leave(number)
    }
    do {
      for try await _ in ready {}
      try Task.checkCancellation()
    } catch {
      listener.continuation.finish()
      throw error
    }
  }

  /// Listens, and again when the stream breaks; gives up when the server did not even say that it tells so often.
  private func keepListening(_ number: Int, _ listener: Inbox.Listener, onReady: @escaping @Sendable () -> Void)
    async throws
  {
    let progress = Subscribing(options.retries)
    while true {
      do {
        try await listenOnce(number, listener) { [options] kept in
          if progress.acknowledged() { onReady() } else { listener.suspect() }
          let missing = listener.wanted.filter { !$0.isKept(in: kept) }
          if !missing.isEmpty { options.onProblem("the server does not tell of changes to \(missing)") }
        }
        // Ended by the server in good order: it shuts down, and may come back.
        throw ChannelFailure(error: .unreachable("the server ended the subscription"))
      } catch let failure as ChannelFailure {
        guard let pause = progress.pause(after: failure) else { throw failure.error }
        try await Task.sleep(for: .seconds(pause))
      }
    }
  }

  private func listenOnce(
    _ number: Int, _ listener: Inbox.Listener, onAcknowledged: @escaping @Sendable (JSON) -> Void
  ) async throws {
    let connection = try await keeper.get()
    var subscription: RequestID?
    defer { if let subscription { inbox.unsubscribe(subscription) } }
    let outcome = try await sendOnce(
      MethodName.listen, ["notifications": listener.wanted.filter], RequestOptions(), [], on: connection,
      Deadline(seconds: .infinity)
    ) { id in
      subscription = id
      inbox.subscribe(id, for: number, onAcknowledged: onAcknowledged)
    }
    _ = try outcome.get()
  }
}
