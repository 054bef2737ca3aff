import Synchronization

/// A client of the Model Context Protocol. It connects when it is first needed, speaks the revision that the server has, and
/// connects again when the server has gone away. It may be used from several tasks at once.
///
/// Errors that a server answers with are thrown as ``RPCError``, all others as ``ClientError``.
public final class Client: Sendable {
  /// How this client speaks.
  let options: Options
  /// Takes the messages that are not responses.
  let inbox: Inbox
  private let negotiation: Negotiation
  /// Keeps the connection.
  let keeper: ConnectionKeeper
  /// The tools that were listed last, by name.
  let knownTools = Mutex<[String: KnownTool]>([:])

  /// A client that has not connected yet.
  ///
  /// `info`: what the client says about itself.
  public init(_ info: Implementation, over transport: ClientTransport, options: Options = Options()) {
    let ids = RequestIDs()
    let inbox = Inbox(options)
    negotiation = Negotiation(info: info, options: options, transport: transport, nextID: { ids.next() })
    self.options = options
    self.inbox = inbox
    keeper = ConnectionKeeper(Connector(negotiation: negotiation, inbox: inbox), inbox)
  }

  /// Connects to the server, unless that is already done, and returns what it says about itself.
  public func connect() async throws -> ServerDescription { try await connection().server }

  /// Ends the session or the server's process. Requests that are still waiting fail.
  public func close() async { await keeper.close() }

  deinit {
    Task { [keeper] in await keeper.close() }
  }

  /// The connection to the server, which is made if there is none.
  func connection() async throws -> Connection {
    var retry = Retry(options.retries, isRepeatable: true)
    while true {
      do { return try await keeper.get() } catch let failure as ChannelFailure {
        guard let pause = retry.pause(after: failure) else { throw failure.error }
        try await Task.sleep(for: .seconds(pause))
      }
    }
  }

  // MARK: Requests

  /// Sends a request and returns its result. On the way it answers the server's questions and waits for a task, as needed.
  ///
  /// - Throws: `RPCError`, `ClientError`, `CancellationError`, and what a handler of the options throws.
  public func request(_ method: String, _ params: [String: JSON] = [:], options request: RequestOptions = .init())
    async throws -> JSON
  {
    try await self.request(method, params, request, headers: [])
  }

  /// Sends a request with headers that repeat its arguments.
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
      case "task" where method == MethodName.callTool && options.usesTasks: return try await follow(result)
      case let type: throw ClientError.invalidResponse("the result is of the unknown type '\(type)'")
      }
    }
    throw ClientError.unanswerable("the server asked more than \(options.maxRounds) times")
  }

  /// The parameters of the request with the answers that the server asked for.
  private func answered(_ result: JSON, _ params: [String: JSON]) async throws -> [String: JSON] {
    var params = params
    let answers = try await answers(result["inputRequests"])
    if !answers.isEmpty { params["inputResponses"] = .object(answers) }
    params[optional: "requestState"] = result["requestState"]
    return params
  }

  /// The answers to questions, each under its key.
  func answers(_ questions: JSON?, by relay: Options.QuestionRelay? = nil) async throws -> [String: JSON] {
    var answers: [String: JSON] = [:]
    for (key, question) in (questions?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let method = question["method"]?.string else {
        throw ClientError.invalidResponse("a question without a method")
      }
      let params = question["params"]?.object ?? [:]
      do {
        if let relay {
          answers[key] = try await relay.answer(method, params)
        } else {
          answers[key] = try await options.answer(method, params)
        }
      } catch let error as RPCError { throw ClientError.unanswerable(error.message) }
    }
    return answers
  }

  // MARK: Sending

  /// Sends a request until it is answered, or until it may not or need not be sent again.
  func send(
    _ method: String, _ params: [String: JSON], _ request: RequestOptions, _ headers: [(name: String, value: String)]
  ) async throws -> (JSON, ServerDescription) {
    let deadline = deadline(request)
    return try await deadline.run { [self] in
      var retry = Retry(
        options.retries, isRepeatable: request.isRepeatable ?? Retry.repeatable.contains(method))
      while true {
        do {
          let connection = try await keeper.get()
          let outcome = try await sendOnce(method, params, request, headers, on: connection, deadline)
          if case .failure(let error) = outcome, let served = error.servedVersions, connection.server.isStateless,
            retry.mayAgreeAnew()
          {
            if !served.contains(connection.server.version.rawValue) { await keeper.lose(connection.number) }
            continue
          }
          return (try outcome.get(), connection.server)
        } catch let failure as ChannelFailure {
          if await keeper.isClosed { throw ClientError.closed }
          guard let pause = retry.pause(after: failure) else { throw failure.error }
          try await Task.sleep(for: .seconds(pause))
        }
      }
    }
  }

  private func deadline(_ request: RequestOptions) -> Deadline {
    Deadline(
      seconds: request.seconds ?? options.requestSeconds,
      longest: max(options.longestSeconds, request.seconds ?? 0)
    ) { [inbox] in inbox.isAsked }
  }

  /// Sends a request once, on this connection.
  ///
  /// `starting`: called with the id of the request before it is sent.
  func sendOnce(
    _ method: String, _ params: [String: JSON], _ request: RequestOptions, _ headers: [(name: String, value: String)],
    on connection: Connection, _ deadline: Deadline, starting: (RequestID) -> Void = { _ in }
  ) async throws -> Result<JSON, RPCError> {
    let id = negotiation.nextID()
    let version = connection.server.version
    let channel = connection.channel
    let params = withMeta(params, request, id, connection.server)
    inbox.expect(id, deadline, request)
    defer { inbox.forget(id) }
    starting(id)
    do {
      return try await channel.call(
        Call(id: id, method: method, params: params, version: version, headers: headers))
    } catch {
      if (error as? ChannelFailure)?.isUnprocessed != true { request.delivery?.note() }
      if let failure = error as? ChannelFailure {
        if failure.isConnectionLost { await keeper.lose(connection.number) }
      } else if !channel.cancelsByLeaving(version) {
        cancel(id, channel, version)
      }
      throw error
    }
  }

  private func withMeta(
    _ params: [String: JSON], _ request: RequestOptions, _ id: RequestID, _ server: ServerDescription
  ) -> [String: JSON] {
    var params = params
    var meta = params["_meta"]?.object ?? [:]
    meta.merge(request.meta) { $1 }
    if server.isStateless { meta.merge(negotiation.statelessMeta(server.version, request)) { $1 } }
    if request.onProgress != nil { meta["progressToken"] = id.json }
    if !meta.isEmpty { params["_meta"] = .object(meta) }
    return params
  }

  /// Tells the server that nobody waits for the answer any more (Utilities: Cancellation).
  private func cancel(_ id: RequestID, _ channel: any Channel, _ version: ProtocolVersion) {
    Task {
      try? await Deadline(seconds: options.requestSeconds).run {
        try await channel.post(
          .notification(method: MethodName.cancelled, params: ["requestId": id.json]), version)
      }
    }
  }
}

/// The numbers of requests.
private final class RequestIDs: Sendable {
  private let last = Mutex(0)

  func next() -> RequestID {
    last.withLock { last in
      last += 1
      return .integer(last)
    }
  }
}
