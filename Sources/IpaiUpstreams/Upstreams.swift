import Foundation
package import IpaiRouting
package import MCP
import Synchronization

/// All servers of a table, each with its connections.
package final class Upstreams: Sendable {
  /// What tells this process apart from other coordinators.
  package let ownHop: String
  private let make: @Sendable (RoutedServer) -> Upstream
  private let state: Mutex<State>

  private struct State {
    var all: [String: Upstream]
    /// Those that no new call goes to, and that still answer calls.
    var retired: [Upstream] = []
    var isClosed = false
  }

  /// Servers of a process with this environment, which are connected to when they are first needed.
  ///
  /// `info`: what clients say about themselves. `onProblem`: is told of what fails no call.
  package init(
    _ servers: [RoutedServer], info: Implementation, environment: [String: String],
    onProblem: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    let transports = UpstreamTransports(environment: environment)
    let hop = UUID().uuidString
    ownHop = hop
    let start = ContinuousClock.now
    let seconds: @Sendable () -> Double = { (ContinuousClock.now - start) / .seconds(1) }
    let make = { @Sendable server in
      Upstream(server, transports, info: info, hop: hop, now: seconds, onProblem: onProblem)
    }
    self.make = make
    state = Mutex(State(all: Dictionary(uniqueKeysWithValues: servers.map { ($0.name, make($0)) })))
  }

  /// The servers by name.
  package var all: [String: Upstream] { state.withLock { $0.all } }

  /// Goes over to other servers. Those whose descriptions have not changed keep their connections and what is known of them; those
  /// that are gone finish the calls that they have. Returns the names of the servers that are gone or described otherwise.
  package func change(to servers: [RoutedServer]) -> [String] {
    let (retired, unused) = state.withLock { state in
      var all: [String: Upstream] = [:]
      for server in servers {
        let known = state.all[server.name].flatMap { $0.server == server ? $0 : nil }
        all[server.name] = known ?? make(server)
      }
      if state.isClosed { return ([Upstream](), Array(all.values)) }
      let retired = state.all.values.filter { all[$0.server.name] !== $0 }
      state.all = all
      state.retired += retired
      return (retired, [])
    }
    for upstream in unused { Task { await upstream.close() } }
    for upstream in retired {
      upstream.retire()
      Task {
        await upstream.waitUntilIdle()
        await upstream.close()
        state.withLock { state in state.retired.removeAll { $0 === upstream } }
      }
    }
    return retired.map(\.server.name)
  }

  /// What is known of each server at the moment, by name.
  package var states: [String: ServerState] { all.mapValues(\.state) }

  /// Ends all connections.
  package func close() async {
    let open = state.withLock { state in
      state.isClosed = true
      return Array(state.all.values) + state.retired
    }
    await withTaskGroup(of: Void.self) { group in
      for upstream in open { group.addTask { await upstream.close() } }
    }
  }
}
