import Synchronization

/// Passing on requests of others.
extension Client {
  /// Sends a request and returns the result as the server gave it, which in a revision without sessions may be a question
  /// (`input_required`). The arguments and the structured content of a tool are not validated here.
  ///
  /// `onTask`: called when the server goes on with the request as a task, for which the client waits.
  /// - Throws: `RPCError`, `ClientError`, `CancellationError`, and what `onTask` throws.
  public func relay(
    _ method: String, _ params: [String: JSON], options request: RequestOptions = .init(),
    onTask: @Sendable () async throws -> Void = {}
  ) async throws -> JSON {
    do { return try await relayOnce(method, params, request, onTask) } catch let error as RPCError
      where error.code == RPCError.Code.headerMismatch && method == MethodName.callTool
    {
      // The server wants headers that this client does not know, or that have changed.
      _ = try await listTools()
      return try await relayOnce(method, params, request, onTask)
    }
  }

  private func relayOnce(
    _ method: String, _ params: [String: JSON], _ request: RequestOptions, _ onTask: @Sendable () async throws -> Void
  ) async throws -> JSON {
    var headers: [(name: String, value: String)] = []
    if method == MethodName.callTool, let name = params["name"]?.string {
      headers = knownTools.withLock { $0[name] }?.headers.headers(for: params["arguments"] ?? [:]) ?? []
    }
    let (result, server) = try await send(method, params, request, headers)
    guard server.isStateless, result["resultType"]?.string == "task", options.usesTasks else { return result }
    // Whatever becomes of the task, the server has the request.
    request.delivery?.note()
    try await onTask()
    return try await follow(result, askingBy: request.questions)
  }
}
