/// Listening for changes.
extension Client {
  /// The changes that the server reports, from the moment this returns until the stream is no longer read or the client is
  /// closed (Subscriptions; to 2025-11-25, Resources: Subscriptions). When the connection was lost and has been made again,
  /// everything that is `wanted` is reported once, since it may have changed in between. A change to a part of a resource is
  /// reported under the address of that part.
  ///
  /// - Throws: `RPCError`, `ClientError`, `CancellationError`. The stream throws them too, when it becomes impossible to
  ///   listen to the server.
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

  /// Starts to listen, and returns once the server has acknowledged that.
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

  /// Listens, and starts again when the stream breaks. Gives up when the server has failed to acknowledge too many times.
  private func keepListening(_ number: Int, _ listener: Inbox.Listener, onReady: @escaping @Sendable () -> Void)
    async throws
  {
    let progress = Subscribing(options.retries)
    while true {
      do {
        try await listenOnce(number, listener) { [options] kept in
          if progress.acknowledged() { onReady() } else { listener.suspect() }
          let missing = listener.wanted.filter { !$0.isKept(in: kept) }
          if !missing.isEmpty { options.onProblem("the server does not report changes to \(missing)") }
        }
        // The server ended the stream in good order: it is shutting down, and may come back.
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
