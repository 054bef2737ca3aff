/// Tools that continue as tasks (extension `io.modelcontextprotocol/tasks`, SEP-2663).
extension Client {
  private static let pollMilliseconds = 50...60_000

  /// Waits for a task and returns its result. If the caller is cancelled, the task is too.
  func follow(_ created: JSON, askingBy relay: Options.QuestionRelay? = nil) async throws -> JSON {
    guard let id = created["taskId"]?.string else { throw ClientError.invalidResponse("a task without an id") }
    do {
      return try await Deadline(seconds: options.taskSeconds).run { [self] in try await poll(id, created, relay) }
    } catch {
      switch error {
      case is RPCError, ClientError.taskCancelled: break
      default: Task { try await request(MethodName.cancelTask, ["taskId": .string(id)]) }
      }
      throw error
    }
  }

  private func poll(_ id: String, _ created: JSON, _ relay: Options.QuestionRelay?) async throws -> JSON {
    var state = created
    var answered: Set<String> = []
    while true {
      switch state["status"]?.string {
      case "completed":
        guard let result = state["result"] else { throw ClientError.invalidResponse("a task without a result") }
        return result
      case "failed":
        throw state["error"].flatMap(RPCError.init) ?? ClientError.invalidResponse("a task failed without an error")
      case "cancelled": throw ClientError.taskCancelled
      case "input_required":
        // A question stays in the list until its answer has arrived.
        let questions = (state["inputRequests"]?.object ?? [:]).filter { !answered.contains($0.key) }
        if !questions.isEmpty {
          let answers = try await answers(.object(questions), by: relay)
          _ = try await request(MethodName.updateTask, ["taskId": .string(id), "inputResponses": .object(answers)])
          answered.formUnion(questions.keys)
        }
      default: break
      }
      let wanted = state["pollIntervalMs"]?.integer ?? 1000
      let pause = min(max(wanted, Self.pollMilliseconds.lowerBound), Self.pollMilliseconds.upperBound)
      try await Task.sleep(for: .milliseconds(pause))
      state = try await self.state(id) ?? state
    }
  }

  /// The state of a task; nil when it cannot be had at the moment. The work goes on without its client.
  private func state(_ id: String) async throws -> JSON? {
    do { return try await request(MethodName.getTask, ["taskId": .string(id)]) } catch {
      switch error {
      case ClientError.unreachable, ClientError.busy, ClientError.timedOut, ClientError.refused(status: 500...):
        return nil
      case let error as RPCError where error.code == RPCError.Code.internal: return nil
      // It says nothing of what became of the task.
      case let error as RPCError:
        throw ClientError.invalidResponse("the server does not know its task any more: \(error.message)")
      default: throw error
      }
    }
  }
}
