import IpaiRouting
import IpaiUpstreams

/// Counts the calls of servers, without anything of what was asked.
struct RoutingMetrics: Sendable {
  private let metrics: ServerMetrics

  /// Counts in the metrics of a server.
  init(_ metrics: ServerMetrics) { self.metrics = metrics }

  /// Notes a call of a server that has ended.
  ///
  /// `operation`: such as `tools/call`. `outcome`: `ok`, `error` for an error of the server's own, or the kind of the failure.
  func note(_ operation: String, target: String, caller: String?, outcome: String, seconds: Double) {
    metrics.noteRoute(operation, target: target, caller: caller, outcome: outcome, seconds: seconds)
  }

  /// Shows the states of servers.
  func show(_ states: [String: ServerState]) {
    for (server, state) in states {
      let labels = [("target", server)]
      metrics.show("ipai_route_up", state.health == .up ? 1 : 0, labels)
      metrics.show("ipai_route_breaker_open", state.breaker == .open ? 1 : 0, labels)
    }
  }
}
