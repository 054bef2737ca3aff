/// Work that may hang.
enum TimeLimit {
  /// The result of `work`; nil when there is none within `limit`. Then its task is cancelled and not waited for, so that this
  /// returns even if `work` does not heed that.
  static func within<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async -> Value
  ) async -> Value? {
    let (results, sink) = AsyncStream.makeStream(of: Value?.self, bufferingPolicy: .bufferingOldest(1))
    let worker = Task { sink.yield(await work()) }
    let timer = Task {
      try await Task.sleep(for: limit)
      sink.yield(nil)
    }
    defer {
      worker.cancel()
      timer.cancel()
    }
    for await result in results { return result }
    return nil
  }
}
