import Synchronization

/// The way back to a stateless client: notifications go on the stream of the response, and questions are the result.
final class StatelessExchange: Exchange {
  private let server: Server
  private let outbox: Outbox
  private let run: RequestRun
  private let request: StatelessRequest
  /// The answers of this round and those before it.
  private let answers: [String: JSON]
  let resumption: Resumption?
  private let state = Mutex(State())

  private struct State {
    var task: String?
    var lastProgress = -Double.infinity
  }

  /// The way back for one request. `answers` are those of this round and the ones before it, and `carried` is what a handler
  /// asked to have again.
  init(
    _ server: Server, _ outbox: Outbox, _ run: RequestRun, _ request: StatelessRequest, answers: [String: JSON],
    carried: JSON?
  ) {
    resumption = carried.map { Resumption(state: $0, answers: answers) }
    self.server = server
    self.outbox = outbox
    self.run = run
    self.request = request
    self.answers = answers
  }

  /// The id of the task that the work has become; nil if it has not.
  var task: String? { state.withLock { $0.task } }

  func report(_ progress: ProgressReport) async {
    let task = state.withLock { state in
      guard progress.progress > state.lastProgress else { return nil as String? }
      state.lastProgress = progress.progress
      // Sent within the lock, so that no other report can come in between: each has to be farther than the one before.
      if state.task == nil, let token = request.progressToken {
        let params = progress.params(token: token)
        outbox.send(.message(RPCMessage.notification(method: MethodName.progress, params: params).encoded))
      }
      return state.task
    }
    if let task, let message = progress.message { await server.tasks.note(task, message) }
  }

  func log(_ message: LogMessage) async {
    guard task == nil, let least = request.logLevel, message.level >= least else { return }
    outbox.send(.message(RPCMessage.notification(method: MethodName.logMessage, params: message.params).encoded))
  }

  func ask(_ questions: [String: InputRequest]) async throws -> [String: JSON] {
    if let task { return try await server.tasks.ask(task, questions) }
    let missing = questions.filter { answers[$0.key] == nil }
    guard missing.isEmpty else { throw Interruption.needsInput(missing, carried: nil) }
    return answers.filter { questions[$0.key] != nil }
  }

  func ask(_ questions: [String: InputRequest], carrying state: JSON) async throws -> [String: JSON] {
    if let task { return try await server.tasks.ask(task, questions) }
    throw Interruption.needsInput(questions, carried: state)
  }

  func becomeTask(required: Bool) async throws {
    guard task == nil, request.method == MethodName.callTool else { return }
    guard request.client.hasExtension(TaskStore.extensionName) else {
      if required { throw RPCError.missingCapability(TaskStore.requiredCapabilities) }
      return
    }
    let (id, created) = try await server.tasks.create(principal: request.principal) { [run] in run.cancel() }
    // The request was abandoned in the meantime, so nobody will ask for the task.
    guard run.claimAnswer() else {
      await server.tasks.forget(id)
      throw CancellationError()
    }
    state.withLock { $0.task = id }
    var result = created
    result["resultType"] = "task"
    let response = RPCMessage.response(id: request.id, .success(.object(request.completed(result, server.info))))
    outbox.send(.response(response.encoded))
    outbox.finish()
  }

  func disconnect(retryAfter milliseconds: Int) async {}
}
