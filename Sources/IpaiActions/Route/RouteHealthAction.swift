import IpaiCore
package import IpaiRouting

/// `route health`: which servers answer.
package enum RouteHealthAction: Action {
  /// Which servers.
  package struct Request: ActionRequest {
    package var server: String?

    package init() {}
  }

  /// A server and whether it answers.
  package struct Health: Codable, Sendable, Equatable {
    /// The server.
    package var server: String
    /// Its tier; nil when that is not known.
    package var tier: Tier?
    /// Whether it answers.
    package var health: ServerState.Health
    /// How long it took to find out, in milliseconds.
    package var milliseconds: Double
    /// Why it does not answer; nil when it does.
    package var failure: String?
  }

  /// The servers.
  package struct Outcome: ListOutcome, Equatable {
    /// By name.
    package var items: [Health]

    enum CodingKeys: String, CodingKey {
      case items = "servers"
    }
  }

  package static let name = ActionName("route", "health")
  package static let effect = Effect.read
  package static let route = Route(.get, "/route/health")
  package static let summary = "Ask the servers that requests are routed to whether they answer."
  package static let fields: [Field<Request>] = [
    .text("server", \.server, minBytes: 1, maxBytes: 200, "The server or alias to ask.", fallback: "all servers")
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let servers = try services.routingTable().servers(named: request.server)
    return try await services.withUpstreams(servers) { upstreams in
      let reports = await ServerReport.reports(of: servers, upstreams, tools: false)
      return Outcome(
        items: reports.map { report in
          Health(
            server: report.server.name, tier: report.server.tier, health: report.failure == nil ? .up : .down,
            milliseconds: report.milliseconds, failure: report.failure)
        })
    }
  }
}

extension RoutingTable {
  /// The server of a name or alias, or all servers for nil. Throws `IpaiError(.notFound)` when there is none.
  func servers(named name: String?) throws -> [RoutedServer] {
    guard let name else { return servers }
    return [try existingServer(name)]
  }

  /// The server of a name or alias. Throws `IpaiError(.notFound)` when there is none.
  package func existingServer(_ name: String) throws -> RoutedServer {
    guard let server = server(name) else {
      let names = names.joined(separator: ", ")
      throw IpaiError(
        .notFound, "there is no server '\(name.prefix(80))'",
        hint: names.isEmpty ? "there are no servers; see 'man 5 ipai-routing'" : "the servers are \(names)")
    }
    return server
  }
}
