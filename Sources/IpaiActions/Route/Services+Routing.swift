import Foundation
package import IpaiCore
package import IpaiRouting
package import IpaiUpstreams
import MCP

extension Services {
  /// The servers and rules as their files are now. A folder or file that is not there says nothing, unless it was named.
  ///
  /// Throws `IpaiError(.configuration)` with the file and the line.
  package func routingTable(routes: String? = nil) throws -> RoutingTable {
    try routingTable(of: configuration, routes: routes)
  }

  /// The servers and rules that a configuration names, as their files are now. Throws as ``routingTable(routes:)`` does.
  package func routingTable(of configuration: Configuration, routes: String? = nil) throws -> RoutingTable {
    let folder = routingPath(configuration.servers)
    let file = routes ?? routingPath(configuration.routes)
    for (setting, path) in [(Setting.servers, folder), (.routes, file)] where FileStatus(path) == nil {
      guard configuration.isSet(setting) || setting.key == Setting.routes.key && routes != nil else { continue }
      throw IpaiError(
        .configuration, "there is no \(path)", hint: "it is what \(setting.key) or \(setting.variable) names")
    }
    return try RoutingFiles(serversFolder: folder, routesFile: file, environment: environment).table()
  }

  /// The servers of a table, with connections of their own. The caller closes them.
  package func upstreams(_ servers: [RoutedServer], onProblem: @escaping @Sendable (String) -> Void = { _ in })
    -> Upstreams
  {
    Upstreams(
      servers, info: Implementation(name: "ipai", title: "ipai", version: Version.number), environment: environment,
      onProblem: onProblem)
  }

  /// Runs work with the servers of a table, and ends their connections afterwards.
  func withUpstreams<Value>(_ servers: [RoutedServer], _ work: (Upstreams) async throws -> Value) async throws -> Value
  {
    let upstreams = upstreams(servers)
    do {
      let value = try await work(upstreams)
      await upstreams.close()
      return value
    } catch {
      await upstreams.close()
      throw error
    }
  }

  /// A path of the configuration, seen from the current folder.
  private func routingPath(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if path.hasPrefix("~/") { return (environment["HOME"] ?? "") + path.dropFirst() }
    return (folder ?? "") + "/" + path
  }
}
