import IpaiCore
package import IpaiRouting

extension Services {
  /// What the server of a name or alias says of its tools, or all servers for nil, and which tools were approved. Throws
  /// `IpaiError(.notFound)` when there is no such server.
  func toolReports(of name: String?) async throws -> (reports: [ServerReport], pins: ToolPins) {
    let servers = try routingTable().servers(named: name)
    let pins = try await toolPins()
    let reports = try await withUpstreams(servers) { await ServerReport.reports(of: servers, $0, tools: true) }
    return (reports, pins)
  }

  /// The tools that were approved; none where there is no database yet. Throws what `databaseForReading` throws.
  package func toolPins() async throws -> ToolPins {
    try await blocking { [self] _ in
      guard let database = try databaseForReading() else { return .none }
      return try ToolPinStore(database).all()
    }
  }
}
