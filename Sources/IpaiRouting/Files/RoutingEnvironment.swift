import IpaiCore

/// The variables of the coordinator that ipai replaces.
struct RoutingEnvironment {
  private let environment: [String: String]

  /// The variables with the addresses of the servers behind the built-in aliases, and with the keys of these.
  private static let addresses = [
    (alias: "odoo_prod", address: "ODOO_PROD_MCP_URL", key: "MCP_REMOTE_TOKEN"),
    (alias: "odoo_lab", address: "ODOO_LAB_MCP_URL", key: "MCP_LOCAL_API_KEY"),
  ]

  /// The variables of a process.
  init(_ environment: [String: String]) { self.environment = environment }

  /// The target where no rule matches; nil when it is not set.
  var defaultTarget: String? { value("DEFAULT_TARGET") }

  private func value(_ name: String) -> String? {
    guard let value = environment[name], !value.isEmpty else { return nil }
    return value
  }

  /// The servers with those that the environment names. An address of the environment comes before that of a file.
  ///
  /// Throws `IpaiError(.configuration)` for a variable that is no address.
  func completed(_ servers: [RoutedServer], aliases: [(alias: String, server: String, line: Int)]) throws(IpaiError)
    -> [RoutedServer]
  {
    var servers = servers
    for entry in Self.addresses {
      guard let address = value(entry.address) else { continue }
      if let fault = ServerAddress.fault(address, schemes: ["https", "http"]) {
        throw IpaiError(.configuration, "\(entry.address) \(fault)")
      }
      let alias = aliases.last { $0.alias == entry.alias }?.server ?? BuiltInRoutes.aliases[entry.alias]
      let name = alias ?? entry.alias
      if let index = servers.firstIndex(where: { $0.name == name }) {
        guard case .http = servers[index].connection.transport else {
          throw IpaiError(
            .configuration,
            "\(entry.address) names an address, and \(servers[index].origin) describes the same server otherwise",
            hint: "keep one of them")
        }
        servers[index].connection.transport = .http(address)
      } else {
        var server = RoutedServer(name: name, connection: ServerConnection(transport: .http(address)))
        server.connection.key = value(entry.key).map(Secret.init)
        servers.append(server)
      }
    }
    return servers
  }
}
