import IpaiUpstreams
import MCP
import ServiceLifecycle

/// Passes on to clients that a resource of a server has changed.
struct ResourceWatch: Service {
  private let coordinator: Coordinator
  private let servers: [Server]

  /// How long, in seconds, to wait before a server that does not tell of changes is asked again, at first and at most.
  private static let (shortest, longest) = (1.0, 60.0)

  /// Tells the clients of these MCP servers.
  init(_ coordinator: Coordinator, _ servers: [Server]) {
    self.coordinator = coordinator
    self.servers = servers
  }

  /// Watches what clients want until the process is told to end.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      var watched: [String: Task<Void, Never>] = [:]
      for await _ in coordinator.wanted.changes {
        let wanted = coordinator.wanted.all
        for address in wanted where watched[address] == nil { watched[address] = Task { await watch(address) } }
        for (address, task) in watched where !wanted.contains(address) {
          task.cancel()
          watched[address] = nil
        }
      }
      for task in watched.values { task.cancel() }
    }
  }

  private func watch(_ address: String) async {
    guard let origin = ResourceAddress.origin(address) else { return }
    var pause = Self.shortest
    while !Task.isCancelled {
      do {
        if let upstream = coordinator.upstreams.all[origin.server] {
          let changes = try await upstream.changes(of: origin.name)
          pause = Self.shortest
          // It may have changed before the server listened.
          await tell(address)
          for try await _ in changes { await tell(address) }
        }
      } catch is RPCError {
        // The server does not tell of changes, or has no such resource. Another one may take its place.
        pause = Self.longest
      } catch {}
      try? await Task.sleep(for: .seconds(pause))
      pause = min(pause * 2, Self.longest)
    }
  }

  private func tell(_ address: String) async {
    for server in servers { await server.resourceUpdated(address) }
  }
}
