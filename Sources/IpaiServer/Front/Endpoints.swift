import HTTPTypes
import Hummingbird
import IpaiAccess
package import IpaiActions
package import MCP

/// The MCP endpoints of a server: callers are offered what they may use.
package struct Endpoints: Sendable {
  /// Those who may do most come first; the last one is for everybody.
  private let endpoints: [Endpoint]
  /// The bytes that requests of all kinds may hold at the same time.
  let budget: ByteBudget

  /// The MCP servers behind them.
  var servers: [Server] { endpoints.map(\.server) }

  private struct Endpoint: Sendable {
    let scopes: Set<AccessScope>
    let server: Server
    let transport: StreamableHTTP
    let responder: MCPResponder
  }

  /// An MCP server, and what callers have to be allowed to get to it.
  struct Offer: Sendable {
    let scopes: Set<AccessScope>
    let server: Server
  }

  /// Endpoints whose tools use `services`. `options` are those of the MCP servers. Throws `Catalog.Fault`.
  package init(
    _ services: Services, origins: OriginPolicy, options: Server.Options, limits: HTTPLimits = HTTPLimits(),
    metrics: ServerMetrics = ServerMetrics()
  ) throws {
    let offered: [Set<AccessScope>] = [[.write, .advisor], [.write], [.advisor], [.read]]
    let offers = try offered.map { scopes in
      Offer(scopes: scopes, server: try ServerCatalog.server(for: scopes, services, options, metrics))
    }
    self.init(offers, origins: origins, limits: limits)
  }

  /// Endpoints of servers: a caller gets the first one of which all scopes are theirs, and there has to be one for those who only read.
  init(_ offers: [Offer], origins: OriginPolicy, limits: HTTPLimits) {
    let budget = ByteBudget(limit: limits.maxBytesInFlight)
    self.budget = budget
    endpoints = offers.map { Self.endpoint($0, origins, limits, budget) }
  }

  private static func endpoint(
    _ offer: Offer, _ origins: OriginPolicy, _ limits: HTTPLimits, _ budget: ByteBudget
  ) -> Endpoint {
    var transport = StreamableHTTP.Options()
    transport.origins = origins
    transport.maxBody = limits.maxBody
    let endpoint = StreamableHTTP(offer.server, options: transport)
    // Whoever gets here has been let in by the server.
    let responder = MCPResponder(endpoint, limits: limits, budget: budget) { _ in .granted(principal: nil) }
    return Endpoint(scopes: offer.scopes, server: offer.server, transport: endpoint, responder: responder)
  }

  /// The MCP server for a caller; nil for one who may not even read.
  func server(for caller: Caller) -> Server? { endpoint(for: caller)?.server }

  /// Serves a request of a caller.
  func serve(_ request: Request, from caller: Caller, _ context: ConnectionContext) async throws -> Response {
    guard let endpoint = endpoint(for: caller) else { throw AccessRefusal.scopeTooSmall(.read) }
    return try await endpoint.responder.serve(request, from: caller.principal, context)
  }

  private func endpoint(for caller: Caller) -> Endpoint? {
    endpoints.first { $0.scopes.allSatisfy(caller.may) }
  }

  /// Ends all streams, requests and sessions.
  package func shutDown() async {
    for endpoint in endpoints { await endpoint.transport.shutDown() }
  }
}
