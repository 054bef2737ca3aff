import HTTPTypes
package import Hummingbird
package import IpaiActions
import IpaiCore
package import MCP

/// Answers every request that a server gets: it finds out who sends it, and hands it to MCP or REST.
package struct ServerResponder: LimitedResponder {
  package let limits: HTTPLimits
  private let keys: KeyRing
  private let origins: OriginPolicy
  private let health: HealthRoutes
  private let routes: any HTTPResponder<ConnectionContext>
  private let methods: MethodTable
  private let endpoints: Endpoints

  /// Where MCP is served.
  private static let mcpPath = "/mcp"

  /// A responder whose actions use `services`, and whose MCP clients are served by `endpoints`.
  package init(
    _ services: Services, keys: KeyRing, origins: OriginPolicy, endpoints: Endpoints, limits: HTTPLimits = HTTPLimits()
  ) {
    self.limits = limits
    self.keys = keys
    self.origins = origins
    self.endpoints = endpoints
    health = HealthRoutes(services)
    let router = Router(context: ConnectionContext.self)
    let actions = ActionRouter(services, BodyReader(limits, endpoints.budget))
    actions.add(ActionList.all, to: router)
    CompatibleRouter(actions).add(CompatibleRoute.all, to: router)
    let document = OpenAPIDocument(ActionList.all, version: Version.number).json.encoded
    router.get("/openapi.json") { _, _ in actions.json(document) }
    routes = router.buildResponder()
    methods = MethodTable(
      ActionList.all.map { ($0.route.method.rawValue, ActionRouter.path(of: $0)) }
        + CompatibleRoute.all.map { ($0.route.method.rawValue, $0.route.path) })
  }

  /// Answers a request.
  package func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    if let fault = origins.fault(MCPResponder.headers(of: request)) {
      return ProblemDetails(IpaiError(.denied, fault)).response
    }
    guard request.head.path?.hasPrefix("/") == true else {
      return ProblemDetails(.badRequest, "the target of the request has to be a path").response
    }
    let path = request.uri.path
    if request.method == .get || request.method == .head, let answer = await health.answer(path) {
      return request.method == .head ? answer.createHeadResponse() : answer
    }
    do {
      let caller = try await self.caller(request)
      if path == Self.mcpPath { return try await endpoints.serve(request, from: caller, context) }
      return try await route(request, from: caller, context)
    } catch let refusal as Unauthorized {
      return refusal.response
    } catch let error as IpaiError {
      return ProblemDetails(error).response
    }
  }

  /// Who sends a request. Throws `Unauthorized`, and `IpaiError` when the keys cannot be read.
  private func caller(_ request: Request) async throws -> Caller {
    switch PresentedKey(request.headers) {
    case .none: throw Unauthorized.keyMissing
    case .malformed: throw Unauthorized.keyMalformed
    case .key(let text):
      guard let caller = try await keys.caller(text) else { throw Unauthorized.keyUnknown }
      return caller
    }
  }

  private func route(_ request: Request, from caller: Caller, _ context: ConnectionContext) async throws -> Response {
    var context = context
    context.caller = caller
    var head = request.head
    let isHead = request.method == .head
    if isHead { head.method = .get }
    let answer = try await routes.respond(to: Request(head: head, body: request.body), context: context)
    // An action that does not find something says what; the router says nothing.
    if answer.status == .notFound, answer.headers[.contentType] == nil { return unknown(request) }
    return isHead ? answer.createHeadResponse() : answer
  }

  /// The answer to a request that no route takes.
  private func unknown(_ request: Request) -> Response {
    guard let allowed = methods.allowed(at: request.uri.path) else {
      return ProblemDetails(IpaiError(.notFound, "there is no such path", hint: "see /openapi.json")).response
    }
    var response = ProblemDetails(.methodNotAllowed, "\(request.method.rawValue) is not allowed here").response
    response.headers[.allow] = allowed
    return response
  }
}
