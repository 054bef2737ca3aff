import IpaiCore
package import IpaiRouting

/// `route servers`: the servers that requests are routed to.
package enum RouteServersAction: Action {
  /// Asks for all servers.
  package struct Request: ActionRequest {
    package init() {}
  }

  /// A server.
  package struct Server: Codable, Sendable, Equatable {
    /// What it is called.
    package var name: String
    /// The other names that stand for it.
    package var aliases: [String]
    /// What it is for.
    package var description: String
    /// How much harm a mistake on it does; nil when that is not known.
    package var tier: Tier?
    /// Which of several equal servers comes first.
    package var priority: Int?
    /// How messages travel: http, websocket, stdio or rest.
    package var transport: String
    /// Its address without a path, or its program.
    package var place: String
    /// What it can do.
    package var capabilities: [String]
    /// What it is used for.
    package var useCases: [String]
    /// The file that describes it; nil where the environment does.
    package var file: String?
    /// The keys of the file that ipai does not know.
    package var otherKeys: [String]
    /// Why it cannot be used; nil when it can.
    package var fault: String?

    enum CodingKeys: String, CodingKey {
      case name, aliases, description, tier, priority, transport, place, capabilities, file, fault
      case useCases = "use_cases"
      case otherKeys = "other_keys"
    }
  }

  /// The servers.
  package struct Outcome: ListOutcome, Equatable {
    /// By name.
    package var items: [Server]
    /// What is probably not meant.
    package var warnings: [String]

    enum CodingKeys: String, CodingKey {
      case items = "servers"
      case warnings
    }
  }

  package static let name = ActionName("route", "servers")
  package static let effect = Effect.read
  package static let route = Route(.get, "/route/servers")
  package static let summary = "List the servers that requests are routed to, and what is wrong with their files."
  package static let fields: [Field<Request>] = []
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let table = try services.routingTable()
    return Outcome(items: table.servers.map { Server($0, in: table) }, warnings: table.warnings)
  }
}

extension RouteServersAction.Server {
  /// A server of a table.
  init(_ server: RoutedServer, in table: RoutingTable) {
    self.init(
      name: server.name, aliases: table.aliases.filter { $0.value == server.name }.keys.sorted(),
      description: server.description, tier: server.tier, priority: server.priority,
      transport: server.connection.transport.name, place: server.connection.transport.place,
      capabilities: server.capabilities, useCases: server.useCases, file: server.file,
      otherKeys: server.otherKeyNames, fault: server.fault?.message)
  }
}
