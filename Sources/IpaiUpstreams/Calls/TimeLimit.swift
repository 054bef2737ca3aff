import MCP

/// Work that must not take longer than a time.
package enum TimeLimit {
  /// Runs work, and cancels it when the time, in seconds, is up. Throws `ClientError.timedOut`, and what `work` throws.
  package static func run<Value: Sendable>(seconds: Double, _ work: @escaping @Sendable () async throws -> Value)
    async throws
    -> Value
  {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() ?? nil else { throw ClientError.timedOut(seconds: seconds) }
      return value
    }
  }
}
