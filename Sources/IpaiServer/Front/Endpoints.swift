import HTTPTypes
import Hummingbird
import IpaiAccess
package import IpaiActions
package import MCP

/// The MCP endpoints of a server: callers who may only read are offered less than those who may write.
package struct Endpoints: Sendable {
  private let reading: Endpoint
  private let writing: Endpoint
  /// The bytes that requests of all kinds may hold at the same time.
  let budget: ByteBudget

  /// The MCP servers behind them.
  let servers: [Server]

  private struct Endpoint: Sendable {
    let server: Server
    let transport: StreamableHTTP
    let responder: MCPResponder
  }

  /// Endpoints whose tools use `services`. `options` are those of the MCP servers. Throws `Catalog.Fault`.
  package init(
    _ services: Services, origins: OriginPolicy, options: Server.Options, limits: HTTPLimits = HTTPLimits(),
    metrics: ServerMetrics = ServerMetrics()
  ) throws {
    self.init(
      reading: try ServerCatalog.server(for: .read, services, options, metrics),
      writing: try ServerCatalog.server(for: .write, services, options, metrics), origins: origins, limits: limits)
  }

  /// Endpoints of two servers, of which one is for callers who may only read.
  init(reading: Server, writing: Server, origins: OriginPolicy, limits: HTTPLimits) {
    budget = ByteBudget(limit: limits.maxBytesInFlight)
    self.reading = Self.endpoint(reading, origins, limits, budget)
    self.writing = Self.endpoint(writing, origins, limits, budget)
    servers = [reading, writing]
  }

  private static func endpoint(
    _ server: Server, _ origins: OriginPolicy, _ limits: HTTPLimits, _ budget: ByteBudget
  ) -> Endpoint {
    var transport = StreamableHTTP.Options()
    transport.origins = origins
    transport.maxBody = limits.maxBody
    let endpoint = StreamableHTTP(server, options: transport)
    // Whoever gets here has been let in by the server.
    let responder = MCPResponder(endpoint, limits: limits, budget: budget) { _ in .granted(principal: nil) }
    return Endpoint(server: server, transport: endpoint, responder: responder)
  }

  /// The MCP server for a caller.
  func server(for caller: Caller) -> Server { caller.scope < .write ? reading.server : writing.server }

  /// Serves a request of a caller.
  func serve(_ request: Request, from caller: Caller, _ context: ConnectionContext) async throws -> Response {
    let endpoint = caller.scope < .write ? reading : writing
    return try await endpoint.responder.serve(request, from: caller.principal, context)
  }

  /// Ends all streams, requests and sessions.
  package func shutDown() async {
    await reading.transport.shutDown()
    await writing.transport.shutDown()
  }
}
