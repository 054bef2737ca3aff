/// What a handler knows of the request it serves, and what it can do beside returning a result.
///
/// A handler is written once for all revisions. In a session, a question goes to the client and the handler waits for its
/// answer. In the stateless revision, the question is the result and the client calls again with the answer: the handler
/// **runs anew from its start**, and questions that were answered return at once. So ask first, and do what cannot be
/// repeated after the last question.
public struct RequestContext: Sendable {
  public let version: ProtocolVersion
  public let client: ClientCapabilities
  public let clientInfo: JSON?
  /// Who calls, as the transport authenticated them; nil without authentication.
  public let principal: String?
  /// The request's `_meta`.
  public let meta: JSON?
  let exchange: any Exchange

  /// Tells how far the work is, if the client wants to know.
  ///
  /// `progress`: larger each time; what is not is left out.
  public func reportProgress(_ progress: Double, total: Double? = nil, message: String? = nil) async {
    guard progress.isFinite else { return }
    await exchange.report(ProgressReport(progress: progress, total: total, message: message))
  }

  /// Sends a log message, if the client wants those of this level. Never log secrets.
  public func log(_ level: LogLevel, _ data: JSON, logger: String? = nil) async {
    await exchange.log(LogMessage(level: level, data: data, logger: logger))
  }

  /// Asks several things at once, each under a key of its own, and returns an answer for each key.
  ///
  /// - Throws: `RPCError` when the client has not the capability or answers out of shape, or when a form is no schema that
  ///   its answer could be validated with; what the client answered with, when that is an error. Let through any other
  ///   error.
  public func ask(_ questions: [String: InputRequest]) async throws -> [String: JSON] {
    for question in questions.values where !question.isAllowed(by: client, in: version) {
      throw version >= .v2026_07_28
        ? RPCError.missingCapability(question.requiredCapabilities)
        : RPCError.invalidParams("the client cannot be asked for \(question.method)")
    }
    for (key, question) in questions {
      if let fault = question.formFault { throw RPCError.internal("the form of '\(key)' cannot be used: \(fault)") }
    }
    let answers = try await exchange.ask(questions)
    for (key, question) in questions {
      guard let answer = answers[key], question.accepts(answer) else {
        throw RPCError.invalidParams("the answer to '\(key)' is not one to \(question.method)")
      }
    }
    return answers
  }

  private func ask(_ key: String, _ question: InputRequest) async throws -> JSON {
    try await ask([key: question])[key] ?? .null
  }

  /// Asks the user to fill in a form; see ``InputRequest/elicitation(_:schema:)``.
  public func elicit(_ key: String, _ message: String, schema: JSON) async throws -> ElicitationAnswer {
    ElicitationAnswer(try await ask(key, .elicitation(message, schema: schema)))
  }

  /// Asks the client's model; the answer has `role`, `content` and `model`.
  public func sample(_ key: String, _ messages: [PromptMessage], maxTokens: Int, options: [String: JSON] = [:])
    async throws -> JSON
  {
    try await ask(key, .sampling(messages, maxTokens: maxTokens, options: options))
  }

  /// Asks for the client's folders: objects with `uri` and maybe `name`.
  public func roots(_ key: String = "roots") async throws -> [JSON] {
    try await ask(key, .roots)["roots"]?.array ?? []
  }

  /// Goes on as a task that the client looks after (extension `io.modelcontextprotocol/tasks`), if the client can; the work
  /// goes on in the request otherwise. Ask what has to be asked before the work can start before this.
  ///
  /// - Throws: `RPCError` when the work is `required` to be a task and the client has no tasks.
  public func becomeTask(required: Bool = false) async throws {
    try await exchange.becomeTask(required: required)
  }

  /// Ends the client's connection for now; it comes back for the rest after `milliseconds`. Only where a stream can be
  /// resumed: in a session of 2025-11-25 over HTTP. It does nothing elsewhere.
  public func disconnect(retryAfter milliseconds: Int) async {
    await exchange.disconnect(retryAfter: milliseconds)
  }
}

/// The way back to the client while its request is served: one for each era.
protocol Exchange: Sendable {
  func report(_ progress: ProgressReport) async
  func log(_ message: LogMessage) async
  func ask(_ questions: [String: InputRequest]) async throws -> [String: JSON]
  func becomeTask(required: Bool) async throws
  func disconnect(retryAfter milliseconds: Int) async
}
