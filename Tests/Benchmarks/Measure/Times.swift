import Dispatch

/// How long pieces of work took, one after the other.
struct Times {
  private var milliseconds: [Double] = []

  /// Does some work and notes how long it took.
  mutating func measure<Value>(_ work: () throws -> Value) rethrows -> Value {
    let start = DispatchTime.now().uptimeNanoseconds
    let value = try work()
    milliseconds.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
    return value
  }

  /// Does some work that waits, and notes how long it took.
  mutating func measure<Value>(_ work: () async throws -> Value) async rethrows -> Value {
    let start = DispatchTime.now().uptimeNanoseconds
    let value = try await work()
    milliseconds.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
    return value
  }

  /// The 50th, 95th and 99th percentile in milliseconds, as `p50` and so on after `prefix`; empty when nothing was measured.
  func percentiles(_ prefix: String = "") -> [String: Double] {
    guard !milliseconds.isEmpty else { return [:] }
    let sorted = milliseconds.sorted()
    return [
      prefix + "p50": sorted[sorted.count / 2], prefix + "p95": sorted[sorted.count * 95 / 100],
      prefix + "p99": sorted[sorted.count * 99 / 100],
    ]
  }
}
