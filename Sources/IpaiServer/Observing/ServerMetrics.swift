package import CoreMetrics
import Synchronization

/// What a server counts. Labels hold nothing that a client chose.
package struct ServerMetrics: Sendable {
  private let factory: any MetricsFactory
  private let known: Known
  private let usage: UsageLog?

  private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

  /// Requests that are counted together.
  private struct Kind: Hashable {
    let method: String
    let route: String
    let status: Int
  }

  /// Calls of other servers that are counted together.
  private struct RouteKind: Hashable {
    let operation: String
    let target: String
    let outcome: String
  }

  private struct Series {
    let count: Counter
    let duration: Recorder
  }

  /// Finding a metric by its labels takes longer than counting, so those of requests are kept. There are as many as there are
  /// routes and statuses.
  private final class Known: Sendable {
    let series = Mutex<[Kind: Series]>([:])
    let routes = Mutex<[RouteKind: Series]>([:])
    let count = Mutex(0)
    let inFlight: Gauge

    init(_ factory: any MetricsFactory) {
      inFlight = Gauge(label: "ipai_http_requests_in_flight", factory: factory)
    }
  }

  /// Counts by means of `factory`, and who does what in `usage`.
  package init(_ factory: any MetricsFactory = MetricsSystem.factory, usage: UsageLog? = nil) {
    self.factory = factory
    self.usage = usage
    known = Known(factory)
  }

  /// Notes that a request has arrived.
  func begin() { change(by: 1) }

  /// Notes that a request has been answered.
  func end() { change(by: -1) }

  private func change(by step: Int) {
    let count = known.count.withLock { count in
      count += step
      return count
    }
    known.inFlight.record(count)
  }

  /// Notes a request that has been answered after so many seconds.
  func note(method: String, route: String, status: Int, caller: String?, seconds: Double) {
    let method = Self.methods.contains(method) ? method : "other"
    if let caller {
      usage?.note("\(method) \(route)", by: caller, outcome: status < 400 ? "ok" : String(status), seconds: seconds)
    }
    let series = series(Kind(method: method, route: route, status: status))
    series.count.increment()
    series.duration.record(seconds)
    if status == 429 { Counter(label: "ipai_http_rate_limited_total", factory: factory).increment() }
  }

  private func series(_ kind: Kind) -> Series {
    known.series.withLock { known in
      if let series = known[kind] { return series }
      let labels = [("method", kind.method), ("route", kind.route), ("status", String(kind.status))]
      let series = Series(
        count: Counter(label: "ipai_http_requests_total", dimensions: labels, factory: factory),
        duration: Recorder(
          label: "ipai_http_request_duration_seconds", dimensions: [("route", kind.route)], factory: factory))
      known[kind] = series
      return series
    }
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

  /// Notes a call of another server, after so many seconds.
  func noteRoute(_ operation: String, target: String, caller: String?, outcome: String, seconds: Double) {
    usage?.note("route \(target) \(operation)", by: caller ?? "local", outcome: outcome, seconds: seconds)
    let series = routeSeries(RouteKind(operation: operation, target: target, outcome: outcome))
    series.count.increment()
    series.duration.record(seconds)
  }

  private func routeSeries(_ kind: RouteKind) -> Series {
    known.routes.withLock { known in
      if let series = known[kind] { return series }
      let labels = [("operation", kind.operation), ("outcome", kind.outcome), ("target", kind.target)]
      let series = Series(
        count: Counter(label: "ipai_route_calls_total", dimensions: labels, factory: factory),
        duration: Recorder(
          label: "ipai_route_call_duration_seconds", dimensions: [("target", kind.target)], factory: factory))
      known[kind] = series
      return series
    }
  }

  /// Shows a number as it is now.
  func show(_ name: String, _ value: Double, _ labels: [(String, String)] = []) {
    Gauge(label: name, dimensions: labels, factory: factory).record(value)
  }
}
