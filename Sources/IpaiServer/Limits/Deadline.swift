import IpaiCore

/// Work that has to be done in time.
enum Deadline {
  /// Runs `work`, and cancels it when the time is over; it ends as soon as the work does then. Throws what `work` throws, and `IpaiError(.unavailable)` when it was not done.
  static func run(_ limit: Duration, _ work: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await work()
        return true
      }
      group.addTask {
        try await Task.sleep(for: limit)
        return false
      }
      let isDone = try await group.next() ?? false
      group.cancelAll()
      guard isDone else { throw IpaiError(.unavailable, "it took too long") }
    }
  }
}
