/// Serves the revisions in which nothing is remembered between two requests (2026-07-28).
struct StatelessCodec: Sendable {
  let server: Server

  /// Starts to serve a request. Everything that is sent for it arrives in the outbox, and the work is cancelled when the reader
  /// of the outbox leaves.
  func serve(_ request: StatelessRequest, _ outbox: Outbox = Outbox()) -> Outbox {
    if request.method == MethodName.listen { return listen(request, outbox) }
    let run = RequestRun(server, principal: request.principal) { outbox.send(.quiet) }
    outbox.onEnd { isAbandoned in if isAbandoned { run.abandon() } }
    do {
      try run.start {
        reply(.failure(.internal("the request took too long")), request, run, outbox)
      } _: {
        await answer(request, run, outbox)
      }
    } catch { refuse(request, error, outbox) }
    return outbox
  }

  private func listen(_ request: StatelessRequest, _ outbox: Outbox) -> Outbox {
    do { try Subscription(server, request, outbox).start() } catch { refuse(request, error, outbox) }
    return outbox
  }

  private func refuse(_ request: StatelessRequest, _ error: RPCError, _ outbox: Outbox) {
    let response = RPCMessage.response(id: request.id, .failure(error))
    let status = if error == .busy { 503 } else { 200 }
    outbox.send(.response(response.encoded, status: status))
    outbox.finish()
  }

  private func answer(_ request: StatelessRequest, _ run: RequestRun, _ outbox: Outbox) async {
    do {
      let (answers, carried) = try rounds(request)
      let exchange = StatelessExchange(server, outbox, run, request, answers: answers, carried: carried)
      let outcome = await outcome(request, exchange, answers)
      if let task = exchange.task {
        await server.tasks.finish(task, outcome)
      } else {
        reply(outcome, request, run, outbox)
      }
    } catch { reply(.failure(error), request, run, outbox) }
  }

  /// All answers of the client so far, those that its state carries and those of this round, and what a handler asked to have
  /// again.
  private func rounds(_ request: StatelessRequest) throws(RPCError) -> ([String: JSON], carried: JSON?) {
    guard Self.canAsk.contains(request.method) else { return ([:], nil) }
    var answers: [String: JSON] = [:]
    var carried: JSON?
    if let state = request.params["requestState"] {
      guard let text = state.string else { throw .invalidParams("\"requestState\" has to be a string") }
      (answers, carried) = try server.seal.open(text, for: scope(request), now: Clock.seconds)
    }
    if let given = request.params["inputResponses"] {
      guard let given = given.object, given.values.allSatisfy({ $0.object != nil }) else {
        throw .invalidParams("\"inputResponses\" has to be an object of objects")
      }
      answers.merge(given) { $1 }
    }
    return (answers, carried)
  }

  private static let canAsk: Set<String> = [MethodName.callTool, MethodName.getPrompt, MethodName.readResource]

  private func scope(_ request: StatelessRequest) -> StateSeal.Scope {
    StateSeal.Scope(principal: request.principal, method: request.method, params: request.params)
  }

  private func outcome(_ request: StatelessRequest, _ exchange: StatelessExchange, _ answers: [String: JSON]) async
    -> Result<JSON, RPCError>
  {
    do {
      return .success(.object(try await result(request, exchange, answers)))
    } catch Interruption.needsInput(let questions, let carried) {
      guard Self.canAsk.contains(request.method) else {
        return .failure(.internal("\(request.method) may not ask the client"))
      }
      do { return .success(.object(try needsInput(questions, carried, request, answers))) } catch {
        return .failure(error)
      }
    } catch let error as RPCError {
      return .failure(error)
    } catch let missing as ResourceNotFound {
      return .failure(missing.error(code: RPCError.Code.invalidParams))
    } catch is CancellationError {
      return .failure(.internal("the request was cancelled"))
    } catch {
      server.options.onError(request.method, error)
      return .failure(.internal("internal error"))
    }
  }

  private func needsInput(
    _ questions: [String: InputRequest], _ carried: JSON?, _ request: StatelessRequest, _ answers: [String: JSON]
  ) throws(RPCError) -> [String: JSON] {
    let state = try server.seal.seal(answers, carrying: carried, for: scope(request), now: Clock.seconds)
    return request.completed(
      [
        "resultType": "input_required", "inputRequests": .object(questions.mapValues(\.json)),
        "requestState": .string(state),
      ], server.info)
  }

  private func result(_ request: StatelessRequest, _ exchange: StatelessExchange, _ answers: [String: JSON])
    async throws -> [String: JSON]
  {
    switch request.method {
    case MethodName.discover:
      return request.completed(cached(discovery(request.version), isPersonal: false), server.info)
    case MethodName.getTask, MethodName.updateTask, MethodName.cancelTask:
      return request.completed(try await task(request), server.info)
    default: break
    }
    let context = RequestContext(
      version: request.version, client: request.client, clientInfo: request.clientInfo, principal: request.principal,
      meta: request.params["_meta"], exchange: exchange)
    let answer = try await Features(server, request.catalog).answer(request.method, request.params, context)
    guard answer.isCacheable else { return request.completed(answer.result, server.info) }
    let result = cached(answer.result, isPersonal: answer.isPersonal, isAnswered: !answers.isEmpty)
    return request.completed(result, server.info)
  }

  private func task(_ request: StatelessRequest) async throws -> [String: JSON] {
    guard request.client.hasExtension(TaskStore.extensionName) else {
      throw RPCError.missingCapability(TaskStore.requiredCapabilities)
    }
    switch request.method {
    case MethodName.getTask: return try await server.tasks.get(request.params, principal: request.principal)
    case MethodName.updateTask: try await server.tasks.update(request.params, principal: request.principal)
    default: try await server.tasks.cancel(request.params, principal: request.principal)
    }
    return [:]
  }

  private func discovery(_ version: ProtocolVersion) -> [String: JSON] {
    var result: [String: JSON] = [
      "supportedVersions": .array(ProtocolVersion.stateless.map { .string($0.rawValue) }),
      "capabilities": server.capabilities(version),
    ]
    result[optional: "instructions"] = server.instructions.map(JSON.string)
    return result
  }

  /// A result with how long and by whom it may be cached. One that depends on answers may not be cached at all.
  private func cached(_ result: [String: JSON], isPersonal: Bool, isAnswered: Bool = false) -> [String: JSON] {
    var result = result
    result["ttlMs"] = .integer(server.options.cacheMilliseconds)
    result["cacheScope"] = "private"
    if isAnswered {
      result["ttlMs"] = 0
    } else if server.options.isPublic, !isPersonal {
      result["cacheScope"] = "public"
    }
    return result
  }

  private func reply(
    _ outcome: Result<JSON, RPCError>, _ request: StatelessRequest, _ run: RequestRun, _ outbox: Outbox
  ) {
    guard run.claimAnswer() else { return }
    let response = RPCMessage.response(id: request.id, outcome)
    outbox.send(.response(response.encoded, status: Self.status(of: outcome)))
    outbox.finish()
  }

  /// The HTTP status of an answer (2026-07-28, Transports: Streamable HTTP).
  static func status(of outcome: Result<JSON, RPCError>) -> Int {
    guard case .failure(let error) = outcome else { return 200 }
    return switch error.code {
    case RPCError.Code.methodNotFound: 404
    case RPCError.Code.headerMismatch, RPCError.Code.missingCapability, RPCError.Code.unsupportedVersion: 400
    default: 200
    }
  }
}
