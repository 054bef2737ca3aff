import Foundation

/// Streams of events, and how they are resumed (Transports: Streamable HTTP).
extension HTTPChannel {
  /// Reads a stream up to the response. If the stream breaks and the server keeps the rest, comes back for that.
  func follow(_ response: HTTPResponse, _ call: Call) async throws -> Result<JSON, RPCError> {
    var place = Place()
    if let result = try await read(response, &place, for: call.id) { return result }
    guard !call.isStateless else { throw Self.brokenStream }
    var failures = 0
    while let event = place.event, failures <= max(options.retries, 1) {
      try await Task.sleep(for: place.pause(failures))
      do {
        let rest = try await resume(after: event, call.version)
        guard rest.isEvents else { throw failure(rest) }
        failures = 0
        if let result = try await read(rest, &place, for: call.id) { return result }
      } catch let failure as ChannelFailure {
        guard !failure.isConnectionLost else { throw Self.brokenStream }
        failures += 1
      }
    }
    throw Self.brokenStream
  }

  /// The request has arrived, whatever became of its answer.
  private static let brokenStream = ChannelFailure(error: .unreachable("the stream ended before the answer came"))

  /// How far a stream was read, and when to come back.
  private struct Place {
    var event: String?
    var retryMilliseconds = 1000

    private static let shortest = 50
    private static let longest = 30_000

    /// How long to wait: as long as the server wants, and longer after failures.
    func pause(_ failures: Int) -> Duration {
      let wanted = max(retryMilliseconds, Self.shortest)
      return .milliseconds(max(wanted, min(wanted << min(failures, 10), Self.longest)))
    }
  }

  private func resume(after event: String?, _ version: ProtocolVersion) async throws -> HTTPResponse {
    var fields = try await fields(version, isOpening: false)
    if let event { fields.add("Last-Event-ID", event) }
    return try await send("GET", fields)
  }

  /// Reads a response's events up to the answer to `id`; returns nil when they end or break before that.
  private func read(_ response: HTTPResponse, _ place: inout Place, for id: RequestID?) async throws
    -> Result<JSON, RPCError>?
  {
    var parser = EventParser(maxEvent: options.maxMessage)
    var parts = response.parts.makeAsyncIterator()
    while let part = (try? await parts.next()) ?? nil {
      let events: [EventParser.Event]
      do { events = try parser.add(part) } catch { throw Self.tooLong }
      if let retry = parser.retryMilliseconds { place.retryMilliseconds = retry }
      for event in events {
        if event.id == "" {
          place.event = nil
        } else if let id = event.id {
          place.event = id
        }
        if let result = take(event, for: id) { return result }
      }
      // A server that sends without a pause must not keep other tasks from running, such as those that watch the time.
      await Task.yield()
    }
    try Task.checkCancellation()
    return nil
  }

  /// The answer to `id`, if the event has it. Whatever else it has is passed on to the listener.
  private func take(_ event: EventParser.Event, for id: RequestID?) -> Result<JSON, RPCError>? {
    guard event.name == "message", !event.data.isEmpty else { return nil }
    guard let messages = try? RPCMessage.list(parsing: event.data) else {
      options.onProblem("the server sent an event that is not a message")
      return nil
    }
    return answer(to: id, among: messages)
  }

  /// Reads the stream of messages that belong to no request, again and again, until the server offers none.
  func keepListening(_ version: ProtocolVersion) async {
    var place = Place()
    var failures = 0
    while !Task.isCancelled {
      do {
        let response = try await resume(after: place.event, version)
        if response.isEvents {
          failures = 0
          _ = try await read(response, &place, for: nil)
        } else {
          let failure = failure(response)
          if failure.isConnectionLost { return listener.lost() }
          if response.status == 400, place.event != nil {
            // The server has not kept these events, so continue from now on.
            place.event = nil
          } else if (400..<500).contains(response.status), response.status != 429 {
            return
          }
          failures += 1
        }
      } catch { failures += 1 }
      try? await Task.sleep(for: place.pause(failures))
    }
  }
}

extension HTTPResponse {
  /// The body as it comes.
  var parts: AsyncThrowingStream<Data, any Error> {
    switch body {
    case .events(let parts): parts
    case .data(let data):
      AsyncThrowingStream {
        $0.yield(data)
        $0.finish()
      }
    }
  }

  /// Whether this is a stream of events.
  var isEvents: Bool { status == 200 && MediaTypes.isEvents(headers) }
}
