import Foundation
package import IpaiRouting
package import MCP

/// All servers of a table, each with its connections.
package final class Upstreams: Sendable {
  /// The servers by name.
  package let all: [String: Upstream]

  /// Servers of a process with this environment, which are connected to when they are first needed.
  ///
  /// `info`: what clients say about themselves. `onProblem`: is told of what fails no call.
  package init(
    _ servers: [RoutedServer], info: Implementation, environment: [String: String],
    onProblem: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    let transports = UpstreamTransports(environment: environment)
    let hop = UUID().uuidString
    let start = ContinuousClock.now
    let seconds: @Sendable () -> Double = { (ContinuousClock.now - start) / .seconds(1) }
    let upstreams = servers.map { server in
      (server.name, Upstream(server, transports, info: info, hop: hop, now: seconds, onProblem: onProblem))
    }
    all = Dictionary(uniqueKeysWithValues: upstreams)
  }

  /// What is known of each server at the moment, by name.
  package var states: [String: ServerState] { all.mapValues(\.state) }

  /// Ends all connections.
  package func close() async {
    await withTaskGroup(of: Void.self) { group in
      for upstream in all.values { group.addTask { await upstream.close() } }
    }
  }
}
