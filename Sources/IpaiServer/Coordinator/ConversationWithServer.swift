import IpaiRouting
import IpaiUpstreams
import MCP

/// A call of one server, with all the questions that the server asks on the way. Both sides may speak different revisions.
struct ConversationWithServer: Sendable {
  private let call: ServerCall
  private let params: [String: JSON]
  private let upstream: Upstream
  private let candidate: RouteCandidate
  private let parked: ParkedCalls

  /// How many rounds of questions a server may ask.
  private static let mostRounds = 16
  /// The members of the state that a stateless client carries.
  private static let (parkedKey, stateKey, serverKey) = ("parked", "requestState", "server")

  /// A call with parameters that the server knows.
  init(
    _ call: ServerCall, _ params: [String: JSON], _ upstream: Upstream, _ candidate: RouteCandidate,
    _ parked: ParkedCalls
  ) {
    self.call = call
    self.params = params
    self.upstream = upstream
    self.candidate = candidate
    self.parked = parked
  }

  /// The server that a call belongs to which a stateless client goes on with; nil for a new call.
  static func server(of context: RequestContext) -> String? { context.resumption?.state[serverKey]?.string }

  /// The result of the server. Throws `RPCError`, `UpstreamFailure`, `CancellationError`, and what asks a stateless client.
  func result() async throws -> [String: JSON] {
    var params = params
    if let resumption = call.context.resumption {
      if let id = resumption.state[Self.parkedKey]?.string {
        let parkedCall = try waitingCall(id)
        return try await finish(parkedCall.resume(resumption.answers), parkedCall)
      }
      params["inputResponses"] = .object(resumption.answers)
      params["requestState"] = resumption.state[Self.stateKey]
    }
    return try await rounds(params)
  }

  /// The call that waits for this client. Throws `UpstreamFailure` when a call that may have changed something is gone, and `RPCError`
  /// when one that only reads is.
  private func waitingCall(_ id: String) throws -> ParkedCall {
    do { return try parked.take(id, principal: call.context.principal) } catch let error as RPCError {
      if candidate.effect == .read { throw error }
      throw UpstreamFailure(
        server: upstream.server.name, kind: .closed, reason: "the call does not wait for the answer any more",
        outcome: .unknown)
    }
  }

  private func rounds(_ first: [String: JSON]) async throws -> [String: JSON] {
    var params = first
    for _ in 0..<Self.mostRounds {
      let result = try await send(params)
      guard result["resultType"]?.string == "input_required" else { return result.object ?? [:] }
      let questions = try Self.questions(result["inputRequests"])
      var state: [String: JSON] = [Self.serverKey: .string(upstream.server.name)]
      state[Self.stateKey] = result["requestState"]
      let answers = try await call.context.ask(questions, carrying: .object(state))
      params["inputResponses"] = .object(answers)
      params["requestState"] = result["requestState"]
    }
    throw UpstreamFailure(
      server: upstream.server.name, kind: .invalidAnswer, reason: "it asked again and again", outcome: .unknown)
  }

  private static func questions(_ json: JSON?) throws -> [String: InputRequest] {
    var questions: [String: InputRequest] = [:]
    for (key, question) in json?.object ?? [:] {
      guard let method = question["method"]?.string,
        let relayed = InputRequest.relayed(method, question["params"]?.object ?? [:])
      else { throw RPCError.internal("the server asks what no client can be asked") }
      questions[key] = relayed
    }
    return questions
  }

  /// Sends one request. In a session, the server's questions go to the client at once; a stateless client gets them as the result,
  /// and the call waits for it to come back.
  private func send(_ params: [String: JSON]) async throws -> JSON {
    guard call.mayBeAsked || call.wantsLogs else { return try await relay(params, questions: nil) }
    guard call.isStateless else {
      return try await relay(
        params,
        questions: QuestionHandlers(call.context.client) { method, params in
          guard let question = InputRequest.relayed(method, params) else { throw RPCError.methodNotFound(method) }
          return try await call.context.ask(["question": question])["question"] ?? .null
        })
    }
    let waiting = ParkedCall()
    waiting.start { [self] in
      try await relay(params, questions: QuestionHandlers(call.context.client) { try await waiting.ask($0, $1) })
    }
    return try await .object(finish(waiting.next(), waiting))
  }

  /// The result of a call that may ask; parks it when it does.
  private func finish(_ event: ParkedCall.Event, _ waiting: ParkedCall) async throws -> [String: JSON] {
    switch event {
    case .result(let outcome): return try outcome.get().object ?? [:]
    case .question(let key, let question):
      let id = try parked.park(waiting, principal: call.context.principal)
      let state: JSON = [Self.serverKey: .string(upstream.server.name), Self.parkedKey: .string(id)]
      let answers: [String: JSON]
      do { answers = try await call.context.ask([key: question], carrying: state) } catch {
        // Anything else makes the client come back with the answer.
        if error is RPCError || error is CancellationError { parked.drop(id) }
        throw error
      }
      // The call has become a task, within which answers come.
      let again = try parked.take(id, principal: call.context.principal)
      return try await finish(again.resume(answers), again)
    }
  }

  private func relay(_ params: [String: JSON], questions: QuestionHandlers?) async throws -> JSON {
    var request = UpstreamRequest(call.method, params, effect: candidate.effect, principal: call.context.principal)
    request.hops = call.hops
    request.ignoresBreaker = candidate.ignoresBreaker
    let reports = RelayedReports(call.context, logs: questions != nil)
    request.onProgress = reports.onProgress
    request.questions = questions
    request.questions?.onLog = reports.log
    // A client that has been asked has its answer to this request already.
    request.onTask = { try? await call.context.becomeTask() }
    do {
      let result = try await upstream.relay(request)
      await reports.finish()
      return result
    } catch {
      await reports.finish()
      throw error
    }
  }
}
