/// Cancels asynchronous work when a flag that can only be asked for says so.
enum CancellationPoll {
  /// Runs `work`, and cancels it when `isCancelled` becomes true. Throws what `work` throws, and `CancellationError` when it
  /// was cancelled.
  static func run<Value: Sendable>(
    _ isCancelled: @escaping @Sendable () -> Bool, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        while !Task.isCancelled && !isCancelled() { try? await Task.sleep(for: .milliseconds(50)) }
        return nil
      }
      defer { group.cancelAll() }
      while let value = try await group.next() {
        guard let value else { break }
        return value
      }
      throw CancellationError()
    }
  }
}
