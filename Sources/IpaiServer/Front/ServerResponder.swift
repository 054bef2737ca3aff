import Foundation
import HTTPTypes
package import Hummingbird
package import IpaiActions
import IpaiCore
import IpaiTokens
import Logging
package import MCP

/// Answers every request that a server gets: it finds out who sends it, and hands it to MCP or REST.
package struct ServerResponder: LimitedResponder {
  package let limits: HTTPLimits
  /// Where WebSockets come in.
  package let door: WebSocketDoor?
  private let gate: Gatekeeper
  private let origins: OriginPolicy
  private let crossOrigin: CrossOrigin
  private let routes: ServedRoutes
  private let endpoints: Endpoints

  /// Where MCP is served.
  private static let mcpPath = "/mcp"
  /// Where WebSockets are served.
  private static let socketPath = "/ws"
  /// The paths that supervisors ask for.
  static let probes: Set = ["/health", "/ready", "/metrics"]
  /// The paths that no router knows.
  static let paths = probes.union([mcpPath, socketPath])

  /// A responder whose actions use `services`, and whose MCP clients are served by `endpoints`. `metrics` answers /metrics, and `scans`
  /// does the scans that clients ask for, once it runs.
  package init(
    _ services: Services, gate: Gatekeeper, origins: OriginPolicy, endpoints: Endpoints,
    crossOrigin: CrossOrigin = CrossOrigin([]), metrics: MetricsRoute? = nil, scans: ScanTasks? = nil,
    limits: HTTPLimits = HTTPLimits()
  ) {
    let scans = scans ?? ScanTasks(services, logger: Logger(label: "ipai"))
    let routes = ServedRoutes.actions(services, BodyReader(limits, endpoints.budget), gate, metrics, scans)
    self.init(
      routes, gate: gate, origins: origins, endpoints: endpoints, crossOrigin: crossOrigin, limits: limits)
  }

  /// A responder with these routes.
  init(
    _ routes: ServedRoutes, gate: Gatekeeper, origins: OriginPolicy, endpoints: Endpoints, crossOrigin: CrossOrigin,
    limits: HTTPLimits
  ) {
    self.limits = limits
    self.gate = gate
    self.origins = origins
    self.crossOrigin = crossOrigin
    door = WebSocketDoor(gate, origins, endpoints)
    self.endpoints = endpoints
    self.routes = routes
  }

  /// Answers a request.
  package func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    if let fault = origins.fault(origin: request.headers[values: .origin], host: Self.hosts(of: request)) {
      return ProblemDetails(IpaiError(.denied, fault)).response
    }
    if let answer = crossOrigin.answer(request) { return answer }
    var response = try await answer(request, context)
    crossOrigin.mark(&response, of: request)
    return response
  }

  /// The hosts that a request names: its authority stands for the field.
  private static func hosts(of request: Request) -> [String] {
    let fields = host.map { request.headers[values: $0] } ?? []
    return (request.head.authority.map { [$0] } ?? []) + fields
  }

  private static let host = HTTPField.Name("Host")

  private func answer(_ request: Request, _ context: ConnectionContext) async throws -> Response {
    guard request.head.path?.hasPrefix("/") == true else {
      return ProblemDetails(.badRequest, "the target of the request has to be a path").response
    }
    let path = request.uri.path
    if request.method == .get || request.method == .head, let answer = await routes.health(path) {
      return request.method == .head ? answer.createHeadResponse() : answer
    }
    if let metadata = gate.tokens?.metadata, metadata.paths.contains(path) {
      return Self.document(metadata.body, for: request)
    }
    if HealthRoutes.summaries[path] != nil { return Self.notAllowed(request, "GET, HEAD") }
    do {
      return try await gate.letIn(request, context) { caller in
        if path == Self.socketPath { return Self.wantsSocket }
        if path == Self.mcpPath { return try await endpoints.serve(request, from: caller, context) }
        return try await route(request, context)
      }
    } catch let refusal as AccessRefusal {
      return refusal.response(gate.tokens)
    } catch let refusal as TooMany {
      return refusal.response
    } catch let error as IpaiError {
      return ProblemDetails(error).response
    }
  }

  private func route(_ request: Request, _ context: ConnectionContext) async throws -> Response {
    var head = request.head
    let isHead = request.method == .head
    if isHead { head.method = .get }
    let answer = try await routes.responder.respond(to: Request(head: head, body: request.body), context: context)
    // An action that does not find something says what; the router says nothing.
    if answer.status == .notFound, answer.headers[.contentType] == nil { return unknown(request) }
    return isHead ? answer.createHeadResponse() : answer
  }

  /// The answer to a request that no route takes.
  private func unknown(_ request: Request) -> Response {
    guard let allowed = routes.methods.allowed(at: request.uri.path) else {
      return ProblemDetails(IpaiError(.notFound, "there is no such path", hint: routes.hint)).response
    }
    return Self.notAllowed(request, allowed)
  }

  /// The answer to a request that has to ask for a WebSocket (RFC 9110, section 15.5.22).
  private static var wantsSocket: Response {
    var response = ProblemDetails(.upgradeRequired, "this is the address of a WebSocket, for the subprotocol mcp")
      .response
    response.headers[.upgrade] = "websocket"
    response.headers[.connection] = "upgrade"
    return response
  }

  /// The answer to a request for a document that everybody may read.
  private static func document(_ json: Data, for request: Request) -> Response {
    switch request.method {
    case .get: RESTAnswer(json).response(to: request)
    case .head: RESTAnswer(json).response(to: request).createHeadResponse()
    default: notAllowed(request, "GET, HEAD")
    }
  }

  private static func notAllowed(_ request: Request, _ allowed: String) -> Response {
    var response = ProblemDetails(.methodNotAllowed, "\(request.method.rawValue) is not allowed here").response
    response.headers[.allow] = allowed
    return response
  }
}
