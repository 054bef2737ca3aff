package import CoreMetrics
import Synchronization

/// What a server counts. Labels hold nothing that a client chose.
package struct ServerMetrics: Sendable {
  private let factory: any MetricsFactory
  private let inFlight: InFlight
  private let usage: UsageLog?

  private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

  /// Requests that are being answered.
  private final class InFlight: Sendable {
    let count = Mutex(0)
  }

  /// Counts by means of `factory`, and who does what in `usage`.
  package init(_ factory: any MetricsFactory = MetricsSystem.factory, usage: UsageLog? = nil) {
    self.factory = factory
    self.usage = usage
    inFlight = InFlight()
  }

  /// Notes that a request has arrived.
  func begin() { change(by: 1) }

  /// Notes that a request has been answered.
  func end() { change(by: -1) }

  private func change(by step: Int) {
    let count = inFlight.count.withLock { count in
      count += step
      return count
    }
    Gauge(label: "ipai_http_requests_in_flight", factory: factory).record(count)
  }

  /// Notes a request that has been answered after so many seconds.
  func note(method: String, route: String, status: Int, caller: String?, seconds: Double) {
    let method = Self.methods.contains(method) ? method : "other"
    if let caller {
      usage?.note("\(method) \(route)", by: caller, outcome: status < 400 ? "ok" : String(status), seconds: seconds)
    }
    Counter(
      label: "ipai_http_requests_total",
      dimensions: [("method", method), ("route", route), ("status", String(status))], factory: factory
    ).increment()
    Recorder(label: "ipai_http_request_duration_seconds", dimensions: [("route", route)], factory: factory)
      .record(seconds)
    if status == 429 { Counter(label: "ipai_http_rate_limited_total", factory: factory).increment() }
  }

  /// Notes the use of a tool, after so many seconds.
  func noteTool(_ name: String, caller: String?, failed: Bool, seconds: Double) {
    usage?.note("tool \(name)", by: caller ?? "local", outcome: failed ? "error" : "ok", seconds: seconds)
    Counter(
      label: "ipai_tool_calls_total", dimensions: [("outcome", failed ? "error" : "ok"), ("tool", name)],
      factory: factory
    ).increment()
    Recorder(label: "ipai_tool_call_duration_seconds", dimensions: [("tool", name)], factory: factory).record(seconds)
  }

  /// Shows a number as it is now.
  func show(_ name: String, _ value: Double, _ labels: [(String, String)] = []) {
    Gauge(label: name, dimensions: labels, factory: factory).record(value)
  }
}
