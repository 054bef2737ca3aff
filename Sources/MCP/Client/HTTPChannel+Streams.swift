import Foundation

/// Streams of events, and coming back to those that broke.
extension HTTPChannel {
  /// Reads a stream to the response, and comes back for the rest where it breaks and the server keeps it.
  func follow(_ response: HTTPResponse, _ call: Call) async throws -> Result<JSON, RPCError> {
    var (response, place, failures) = (response, Place(), 0)
    while true {
      let before = place.event
      if let result = try await read(response, &place, for: call.id) { return result }
      guard call.version < .v2026_07_28, let event = place.event else { throw Self.broken }
      // A server to which one can come back without end for nothing new has lost the request.
      failures = event == before ? failures + 1 : 0
      guard failures <= max(options.retries, 1) else { throw Self.broken }
      try await Task.sleep(for: .milliseconds(place.retryMilliseconds))
      response = try await resume(after: event, call.version)
      guard response.isEvents else { throw Self.broken }
    }
  }

  private static let broken = ChannelFailure(error: .unreachable("the stream ended before the answer came"))

  /// How far a stream was read, and when to come back.
  private struct Place {
    var event: String?
    var retryMilliseconds = 1000

    /// The longest time, in milliseconds, that a server can send a client away for.
    static let longest = 60_000
  }

  private func resume(after event: String?, _ version: ProtocolVersion) async throws -> HTTPResponse {
    var fields = try await fields(version, isOpening: false)
    if let event { fields.add("Last-Event-ID", event) }
    return try await send("GET", fields)
  }

  /// Reads a response's events: to that which answers `id`, or to their end, and nil then.
  private func read(_ response: HTTPResponse, _ place: inout Place, for id: RequestID?) async throws
    -> Result<JSON, RPCError>?
  {
    var parser = EventParser(maxEvent: options.maxMessage)
    for await part in response.parts {
      let events: [EventParser.Event]
      do { events = try parser.add(part) } catch { throw Self.tooLong }
      if let retry = parser.retryMilliseconds { place.retryMilliseconds = min(retry, Place.longest) }
      for event in events {
        if let event = event.id { place.event = event.isEmpty ? nil : event }
        if let result = take(event, for: id) { return result }
      }
    }
    try Task.checkCancellation()
    return nil
  }

  /// The answer to `id`, where the event is that; what it is else is received.
  private func take(_ event: EventParser.Event, for id: RequestID?) -> Result<JSON, RPCError>? {
    guard event.name == "message", !event.data.isEmpty else { return nil }
    guard let message = try? RPCMessage(parsing: event.data) else {
      options.onProblem("the server sent an event that is no message")
      return nil
    }
    guard case .response(let answered, let result) = message else {
      receive(message)
      return nil
    }
    return id != nil && answered == id ? result : nil
  }

  /// Reads the stream of what belongs to no request, again and again, until there is none.
  func keepListening(_ version: ProtocolVersion) async {
    var (place, failures) = (Place(), 0)
    while !Task.isCancelled, failures < 10 {
      do {
        let response = try await resume(after: place.event, version)
        guard response.isEvents else {
          // Events that the server no longer has: from here on, then.
          guard response.status == 400, place.event != nil else { return }
          place.event = nil
          continue
        }
        _ = try await read(response, &place, for: nil)
        failures = 0
      } catch { failures += 1 }
      try? await Task.sleep(for: .milliseconds(place.retryMilliseconds << min(failures, 5)))
    }
  }

}

extension HTTPResponse {
  /// The body as it comes.
  var parts: AsyncStream<Data> {
    switch body {
    case .events(let parts): parts
    case .data(let data):
      AsyncStream {
        $0.yield(data)
        $0.finish()
      }
    }
  }

  var isEvents: Bool { status == 200 && MediaTypes.isEvents(headers) }
}
