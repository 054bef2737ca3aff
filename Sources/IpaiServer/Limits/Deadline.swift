import IpaiCore

/// Work that has to be done in time.
enum Deadline {
  /// Runs `work`, and cancels it when the time is over; it ends as soon as the work does then. Throws what `work` throws, and `IpaiError(.unavailable)` when it was not done.
  static func run<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask {
        try await work()
      }
      group.addTask {
        try await Task.sleep(for: limit)
        return nil
      }
      let value = try await group.next() ?? nil
      group.cancelAll()
      guard let value else { throw IpaiError(.unavailable, "it took too long") }
      return value
    }
  }
}
