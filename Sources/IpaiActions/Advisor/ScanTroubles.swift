import IpaiCore

/// What went wrong after an account was read, such as a full disk. It must not cost the answer, which took minutes to read; it is said
/// after the answer, and decides the exit status.
struct ScanTroubles: Sendable {
  /// What went wrong first; nil where all went well.
  private(set) var first: IpaiError?

  /// What `work` returns, or `fallback` where it fails, which is noted. Throws what is no `IpaiError`, and `IpaiError(.interrupted)`.
  mutating func noting<Value>(else fallback: Value, _ work: () async throws -> Value) async throws -> Value {
    do { return try await work() } catch let error as IpaiError where error.code != .interrupted {
      first = first ?? error
      return fallback
    }
  }
}
