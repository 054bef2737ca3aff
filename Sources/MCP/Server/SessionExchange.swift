/// The way back to a client that has a session: everything goes on the stream of the request that is being served.
struct SessionExchange: Exchange {
  private let session: Session
  private let stream: Int
  private let progressToken: JSON?

  /// The way back for the request of a stream. `progressToken` is nil when the client wants no reports.
  init(_ session: Session, _ stream: Int, progressToken: JSON?) {
    self.session = session
    self.stream = stream
    self.progressToken = progressToken
  }

  func report(_ progress: ProgressReport) async {
    if let progressToken { await session.send(progress, token: progressToken, on: stream) }
  }

  func log(_ message: LogMessage) async { await session.log(message, on: stream) }

  func ask(_ questions: [String: InputRequest]) async throws -> [String: JSON] {
    try await withThrowingTaskGroup(of: (String, JSON).self) { group in
      for (key, question) in questions {
        group.addTask { [session, stream] in (key, try await session.ask(question, on: stream)) }
      }
      var answers: [String: JSON] = [:]
      for try await (key, answer) in group { answers[key] = answer }
      return answers
    }
  }

  func ask(_ questions: [String: InputRequest], carrying state: JSON) async throws -> [String: JSON] {
    try await ask(questions)
  }

  var resumption: Resumption? { nil }

  func becomeTask(required: Bool) async throws {
    if required {
      throw RPCError(RPCError.Code.methodNotFound, "this runs as a task, which this revision does not have")
    }
  }

  func disconnect(retryAfter milliseconds: Int) async { await session.disconnect(stream, retryAfter: milliseconds) }
}
