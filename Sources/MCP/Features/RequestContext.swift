/// What a handler knows about the request it serves, and what it can do besides returning a result.
///
/// A handler is written once for all revisions. In a session, a question goes to the client and the handler waits for the
/// answer. In the stateless revision, the question is the result, and the client calls again with the answer. The handler then
/// **runs again from its start**, and questions that have been answered return at once. So ask first, and do whatever must not
/// be repeated after the last question.
public struct RequestContext: Sendable {
  /// The revision of the request.
  public let version: ProtocolVersion
  /// What the client can be asked for.
  public let client: ClientCapabilities
  /// What the client says about itself: `name`, `version` and more.
  public let clientInfo: JSON?
  /// The caller, as the transport authenticated them; nil without authentication.
  public let principal: String?
  /// The request's `_meta`.
  public let meta: JSON?
  /// The way back to the client.
  let exchange: any Exchange

  /// Reports how far the work is, if the client wants to know (Utilities: Progress).
  ///
  /// `progress`: has to grow; a report in which it does not is left out.
  public func reportProgress(_ progress: Double, total: Double? = nil, message: String? = nil) async {
    guard progress.isFinite else { return }
    await exchange.report(ProgressReport(progress: progress, total: total, message: message))
  }

  /// Sends a log message, if the client wants those of this level (Utilities: Logging). Never log secrets.
  public func log(_ level: LogLevel, _ data: JSON, logger: String? = nil) async {
    await exchange.log(LogMessage(level: level, data: data, logger: logger))
  }

  /// Asks several things at once, each under a key of its own, and returns an answer for each key.
  ///
  /// - Throws: `RPCError` when the client lacks a capability, when an answer has the wrong shape, when a form is not a schema
  ///   that its answer could be validated against, and when the client answers with an error. Let any other error pass
  ///   through.
  public func ask(_ questions: [String: InputRequest]) async throws -> [String: JSON] {
    try check(questions)
    let answers = try await exchange.ask(questions)
    for (key, question) in questions {
      guard let answer = answers[key], question.accepts(answer) else {
        throw RPCError.invalidParams("the answer to '\(key)' does not fit \(question.method)")
      }
    }
    return answers
  }

  private func check(_ questions: [String: InputRequest]) throws {
    for question in questions.values where !question.isAllowed(by: client, in: version) {
      guard version >= .v2026_07_28 else {
        throw RPCError.invalidParams("the client cannot be asked for \(question.method)")
      }
      throw RPCError.missingCapability(question.requiredCapabilities)
    }
    for (key, question) in questions {
      if let fault = question.formFault { throw RPCError.internal("the form of '\(key)' cannot be used: \(fault)") }
    }
  }

  /// Asks, in a way that a handler need not do again what it has done so far: a stateless client brings `state` back with the
  /// answers, and the handler, which runs again from its start, finds both in ``resumption``. In a session, the answers are
  /// returned.
  ///
  /// - Throws: what ``ask(_:)`` throws.
  public func ask(_ questions: [String: InputRequest], carrying state: JSON) async throws -> [String: JSON] {
    try check(questions)
    return try await exchange.ask(questions, carrying: state)
  }

  /// What a handler that runs again goes on with; nil when it runs for the first time, and in a session.
  public var resumption: Resumption? { exchange.resumption }

  private func ask(_ key: String, _ question: InputRequest) async throws -> JSON {
    try await ask([key: question])[key] ?? .null
  }

  /// Asks the user to fill in a form; see ``InputRequest/elicitation(_:schema:)``.
  public func elicit(_ key: String, _ message: String, schema: JSON) async throws -> ElicitationAnswer {
    ElicitationAnswer(try await ask(key, .elicitation(message, schema: schema)))
  }

  /// Asks the client's model; see ``InputRequest/sampling(_:maxTokens:options:)``. The answer has `role`, `content` and `model`.
  public func sample(_ key: String, _ messages: [PromptMessage], maxTokens: Int, options: [String: JSON] = [:])
    async throws -> JSON
  {
    try await ask(key, .sampling(messages, maxTokens: maxTokens, options: options))
  }

  /// Asks for the client's folders, which are objects with `uri` and perhaps `name`; see ``InputRequest/roots``.
  public func roots(_ key: String = "roots") async throws -> [JSON] {
    try await ask(key, .roots)["roots"]?.array ?? []
  }

  /// Continues the work as a task that the client follows, if the client can (extension `io.modelcontextprotocol/tasks`).
  /// Otherwise the work continues within the request. Call this after the questions that the work cannot start without.
  ///
  /// - Throws: `RPCError` when the work is `required` to be a task and the client cannot follow one.
  public func becomeTask(required: Bool = false) async throws {
    try await exchange.becomeTask(required: required)
  }

  /// Ends the client's connection for now; the client comes back for the rest after `milliseconds`. This works only where a
  /// stream can be resumed, in a session of 2025-11-25 over HTTP, and does nothing elsewhere.
  public func disconnect(retryAfter milliseconds: Int) async {
    await exchange.disconnect(retryAfter: milliseconds)
  }
}
