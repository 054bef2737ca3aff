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

  /// The tools that were approved; none where there is no database yet. Throws what opening the database throws.
  package func toolPins() async throws -> ToolPins {
    try await working { [self] _ in
      if let shared = try sharedStore() { return try await PostgresToolPinStore(shared).all() }
      guard let database = try databaseForReading() else { return .none }
      return try SQLiteToolPinStore(database).all()
    }
  }

  /// Which tools were approved, for writing. Throws what opening the database throws.
  func toolPinStore() throws -> any ToolPinStore {
    if let shared = try sharedStore() { return PostgresToolPinStore(shared) }
    return SQLiteToolPinStore(try databaseForWriting())
  }

  /// The answers of servers that may be given again, for reading; nil when there is no database yet. Throws what opening it throws.
  package func routingCacheIfAny() throws -> (any RoutingCache)? {
    if let shared = try sharedStore() { return PostgresRoutingCache(shared) }
    return try databaseForReading().map { SQLiteRoutingCache($0) }
  }

  /// The answers of servers that may be given again, for writing. Throws what opening the database throws.
  package func routingCache() throws -> any RoutingCache {
    if let shared = try sharedStore() { return PostgresRoutingCache(shared) }
    return SQLiteRoutingCache(try databaseForWriting())
  }
}
