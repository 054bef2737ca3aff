import Synchronization

/// The way back to a stateless client: notifications on the response's stream, questions as the result, tasks.
final class StatelessExchange: Exchange {
  private let server: Server
  private let outbox: Outbox
  private let run: RequestRun
  private let request: StatelessRequest
  /// What was answered in this round and those before.
  private let answers: [String: JSON]
  private let state = Mutex(State())

  private struct State {
    var task: String?
    var lastProgress = -Double.infinity
  }

  init(_ server: Server, _ outbox: Outbox, _ run: RequestRun, _ request: StatelessRequest, answers: [String: JSON]) {
    (self.server, self.outbox, self.run) = (server, outbox, run)
    (self.request, self.answers) = (request, answers)
  }

  /// The task that the work became.
  var task: String? { state.withLock { $0.task } }

  func report(_ progress: ProgressReport) async {
    let task = state.withLock { state in
      guard progress.progress > state.lastProgress else { return nil as String? }
      state.lastProgress = progress.progress
      // Sent while no other can come between, since each has to be farther than the one before.
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
    guard missing.isEmpty else { throw Interruption.needsInput(missing) }
    return answers.filter { questions[$0.key] != nil }
  }

  func becomeTask(required: Bool) async throws {
    guard task == nil, request.method == MethodName.callTool else { return }
    guard request.client.hasExtension(TaskStore.extensionName) else {
      if required { throw RPCError.missingCapability(TaskStore.requiredCapabilities) }
      return
    }
    let (id, created) = try await server.tasks.create(principal: request.principal) { [run] in run.cancel() }
    // Abandoned meanwhile: nobody will ask for the task.
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
