import Synchronization

/// A client of the Model Context Protocol. It connects when it is first needed, speaks the revision that the server has, and
/// connects again when the server went away. All of it may be used from several tasks at once.
///
/// What a server answers with an error is thrown as ``RPCError``, all else as ``ClientError``.
public final class Client: Sendable {
  let options: Options
  let inbox: Inbox
  private let negotiation: Negotiation
  let keeper: ConnectionKeeper
  let knownTools = Mutex<[String: KnownTool]>([:])

  /// `info`: what the client says of itself.
  public init(_ info: Implementation, over transport: ClientTransport, options: Options = Options()) {
    let (ids, inbox) = (RequestIDs(), Inbox(options))
    let negotiation = Negotiation(info: info, options: options, transport: transport, nextID: { ids.next() })
    (self.options, self.inbox, self.negotiation) = (options, inbox, negotiation)
    keeper = ConnectionKeeper { number, known in try await Self.open(negotiation, inbox, number, known) }
  }

  /// What the server says of itself; connects to it unless that was done.
  public func connect() async throws -> ServerDescription { try await connection().server }

  /// Ends the session or the server's process. Requests that wait fail.
  public func close() async { await keeper.close() }

  deinit {
    Task { [keeper] in await keeper.close() }
  }

  func connection() async throws -> Connection {
    do { return try await keeper.get() } catch let failure as ChannelFailure { throw failure.error }
  }

  private static func open(_ negotiation: Negotiation, _ inbox: Inbox, _ number: Int, _ known: ProtocolVersion?)
    async throws -> Connection
  {
    let line = ReturnLine()
    let (channel, server) = try await negotiation.open(known) { message in
      inbox.receive(message, from: number, respond: line.respond)
    }
    if !server.isStateless { line.connect(channel, server.version) }
    let connection = Connection(channel: channel, server: server, number: number)
    if !server.isStateless { await restore(connection, negotiation, inbox) }
    if number > 1 { inbox.suspectAll() }
    return connection
  }

  /// Tells a new session what those before it knew.
  private static func restore(_ connection: Connection, _ negotiation: Negotiation, _ inbox: Inbox) async {
    var requests: [(String, [String: JSON])] = []
    if let level = negotiation.options.logLevel, connection.server.capabilities["logging"] != nil {
      requests.append(("logging/setLevel", ["level": .string(level.rawValue)]))
    }
    for uri in inbox.uris { requests.append(("resources/subscribe", ["uri": .string(uri)])) }
    for (method, params) in requests {
      let call = Call(id: negotiation.nextID(), method: method, params: params, version: connection.server.version)
      _ = try? await Deadline(seconds: negotiation.options.requestSeconds).run {
        try await connection.channel.call(call)
      }
    }
  }

  // MARK: Requests

  /// Sends a request and returns its result, whatever it takes: answers to the server's questions, waiting for a task.
  ///
  /// - Throws: `RPCError`, `ClientError`, `CancellationError`, and what a handler of the options throws.
  public func request(_ method: String, _ params: [String: JSON] = [:], options request: RequestOptions = .init())
    async throws -> JSON
  {
    try await self.request(method, params, request, headers: [])
  }

  func request(
    _ method: String, _ params: [String: JSON], _ request: RequestOptions, headers: [(name: String, value: String)]
  ) async throws -> JSON {
    var round = params
    for _ in 0...options.maxRounds {
      let (result, server) = try await send(method, round, request, headers)
      guard server.isStateless else { return result }
      switch result["resultType"]?.string ?? "complete" {
      case "complete": return result
      case "input_required": round = try await answered(result, params)
      case "task": return try await follow(result)
      case let type: throw ClientError.invalidResponse("the result is of the unknown type '\(type)'")
      }
    }
    throw ClientError.unanswerable("the server asked \(options.maxRounds) times")
  }

  /// The same request with what the server asked for.
  private func answered(_ result: JSON, _ params: [String: JSON]) async throws -> [String: JSON] {
    var params = params
    let answers = try await answers(result["inputRequests"])
    if !answers.isEmpty { params["inputResponses"] = .object(answers) }
    params[optional: "requestState"] = result["requestState"]
    return params
  }

  /// Answers to questions, each under its key.
  func answers(_ questions: JSON?) async throws -> [String: JSON] {
    var answers: [String: JSON] = [:]
    for (key, question) in (questions?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let method = question["method"]?.string else {
        throw ClientError.invalidResponse("a question without a method")
      }
      do { answers[key] = try await options.answer(method, question["params"]?.object ?? [:]) } catch let error
        as RPCError
      {
        throw ClientError.unanswerable(error.message)
      }
    }
    return answers
  }

  // MARK: Sending

  private func send(
    _ method: String, _ params: [String: JSON], _ request: RequestOptions, _ headers: [(name: String, value: String)]
  ) async throws -> (JSON, ServerDescription) {
    var retry = Retry(options.retries, isRepeatable: request.isRepeatable ?? (method != "tools/call"))
    while true {
      do {
        let connection = try await keeper.get()
        do {
          let outcome = try await send(method, params, request, headers, on: connection)
          return (try outcome.get(), connection.server)
        } catch let failure as ChannelFailure {
          if failure.isConnectionLost { await keeper.lose(connection) }
          throw failure
        }
      } catch let failure as ChannelFailure {
        guard let pause = retry.pause(after: failure) else { throw failure.error }
        try await Task.sleep(for: .seconds(pause))
      }
    }
  }

  /// Sends a request once.
  func send(
    _ method: String, _ params: [String: JSON], _ request: RequestOptions, _ headers: [(name: String, value: String)],
    on connection: Connection, starting: (RequestID) -> Void = { _ in }
  ) async throws -> Result<JSON, RPCError> {
    let (id, version, channel) = (negotiation.nextID(), connection.server.version, connection.channel)
    var meta = params["_meta"]?.object ?? [:]
    meta.merge(request.meta) { $1 }
    if connection.server.isStateless { meta.merge(negotiation.statelessMeta(version)) { $1 } }
    if request.onProgress != nil { meta["progressToken"] = id.json }
    var params = params
    if !meta.isEmpty { params["_meta"] = .object(meta) }
    let call = Call(id: id, method: method, params: params, version: version, headers: headers)
    let deadline = Deadline(seconds: request.seconds ?? options.requestSeconds, longest: longest(request))
    inbox.expect(id, deadline, request.onProgress)
    defer { inbox.forget(id) }
    starting(id)
    do { return try await deadline.run { try await channel.call(call) } } catch {
      if !(error is ChannelFailure), !channel.cancelsByLeaving(version) { cancel(id, channel, version) }
      throw error
    }
  }

  private func longest(_ request: RequestOptions) -> Double { max(options.longestSeconds, request.seconds ?? 0) }

  /// Tells the server that nobody waits any more.
  private func cancel(_ id: RequestID, _ channel: any Channel, _ version: ProtocolVersion) {
    Task {
      try? await Deadline(seconds: options.requestSeconds).run {
        try await channel.post(
          .notification(method: "notifications/cancelled", params: ["requestId": id.json]), version)
      }
    }
  }
}

/// Numbers for requests.
private final class RequestIDs: Sendable {
  private let last = Mutex(0)

  func next() -> RequestID {
    last.withLock { last in
      last += 1
      return .integer(last)
    }
  }
}

/// The way on which a session's questions are answered, once there is one. It does not keep the channel, which keeps it.
private final class ReturnLine: Sendable {
  private let end = Mutex(End())

  private struct End {
    weak var channel: (any Channel)?
    var version = ProtocolVersion.v2025_11_25
  }

  func connect(_ channel: any Channel, _ version: ProtocolVersion) {
    end.withLock { $0 = End(channel: channel, version: version) }
  }

  var respond: (@Sendable (RPCMessage) async -> Void)? {
    let (channel, version) = end.withLock { ($0.channel, $0.version) }
    guard let channel else { return nil }
    return { message in try? await channel.post(message, version) }
  }
}
