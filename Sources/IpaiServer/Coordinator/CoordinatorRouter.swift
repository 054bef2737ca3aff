import Foundation
import HTTPTypes
import Hummingbird
import IpaiAccess
import IpaiActions
import IpaiCore
import IpaiRouting
import IpaiUpstreams
import Logging
import MCP

/// The REST interface of the coordinator that ipai replaces.
struct CoordinatorRouter: Sendable {
  private let coordinator: Coordinator
  private let bodies: BodyReader

  /// The routes, for clients that use another method.
  static let methods = MethodTable([
    ("POST", "/route"), ("POST", "/explain"), ("POST", "/aggregate"), ("GET", "/skills"), ("GET", "/conversations"),
    ("GET", "/status"),
    ("GET", "/metrics"),
  ])
  private static let via = HTTPField.Name("Via")
  /// The parameters of a query that are for the coordinator.
  private static let targetKey = "target"

  /// Routes whose requests the coordinator answers.
  init(_ coordinator: Coordinator, _ bodies: BodyReader) {
    self.coordinator = coordinator
    self.bodies = bodies
  }

  /// Adds all routes to a router.
  func add(to router: some RouterMethods<ConnectionContext>) {
    router.post("/route") { request, context in
      await answer(request, context, RouteRequest.routeKeys) { try await route($0, $1, context) }
    }
    router.post("/aggregate") { request, context in
      await answer(request, context, RouteRequest.aggregateKeys) { try await aggregate($0, $1, context) }
    }
    router.post("/explain") { request, context in
      await answer(request, context, RouteRequest.explainKeys) { request, _ in try explain(request) }
    }
    for path in ["/skills", "/conversations"] {
      router.get(RouterPath(path)) { request, context in await list(path, request, context) }
    }
    router.get("/status") { request, _ in RESTAnswer(status.encodedSorted).response(to: request) }
  }

  /// Reads the body, and answers with what `work` returns or with what went wrong.
  private func answer(
    _ request: Request, _ context: ConnectionContext, _ keys: [String],
    _ work: (RouteRequest, Request) async throws -> JSON
  ) async -> Response {
    do {
      let share = bodies.share(for: request)
      defer { withExtendedLifetime(share) {} }
      let body = try await bodies.body(of: request, share, context)
      return RESTAnswer(try await work(RouteRequest(body, keys: keys), request).encodedSorted).response(to: request)
    } catch {
      return Self.response(error, context)
    }
  }

  private static func response(_ error: any Error, _ context: ConnectionContext) -> Response {
    switch error {
    case let refusal as RouteRefusal: return refusal.response
    case let error as IpaiError: return ProblemDetails(error).response
    case let refusal as BodyReader.Refusal: return refusal.response
    default:
      context.logger.error("the request failed: \(error)")
      return ProblemDetails(IpaiError(.internal, "the request failed")).response
    }
  }

  // MARK: Routing

  private func route(_ request: RouteRequest, _ http: Request, _ context: ConnectionContext) async throws -> JSON {
    try request.checkQuery()
    let question = RouteQuestion(
      request.query, context: ContextEntries.of(request.context), target: request.target,
      at: coordinator.services.now())
    let call = QuestionCall(coordinator, request, caller: context.caller?.principal, hops: Self.hops(http))
    let routed = RoutedCall(
      coordinator, question, operation: UUID().uuidString.lowercased(), caller: context.caller?.principal)
    let answer = try await routed.run(isAllowed: isAllowed(context)) { candidate in
      try await call.attempt(candidate, seconds: request.seconds)
    }
    return ["data": answer.answer, "routing": routing(answer.decision, answer.candidate)]
  }

  /// Where a request would go now, by what is known of the servers.
  private func explain(_ request: RouteRequest) throws -> JSON {
    let question = RouteQuestion(
      request.query, context: ContextEntries.of(request.context), target: request.target, tool: request.tool,
      at: coordinator.services.now())
    let explanation = try coordinator.router.explain(question, coordinator.shownStates(tool: request.tool))
    return try JSON(parsing: OutcomeCoding.encode(explanation))
  }

  private func routing(_ decision: RouteDecision, _ candidate: RouteCandidate) -> JSON {
    let target = coordinator.router.table.server(decision.rule.target)?.name
    var members: [String: JSON] = [
      "target": .string(decision.rule.target), "reason": .string(decision.rule.reason),
      "confidence": .number(decision.rule.confidence), "source": .string(decision.source.rawValue),
      "fell_back": .bool(candidate.server?.name != target),
    ]
    if let server = candidate.server { members["server"] = .string(server.name) }
    if let tier = candidate.server?.tier { members["tier"] = .string(tier.rawValue) }
    if decision.source == .rule { members["rule"] = .string(decision.rule.name) }
    return .object(members)
  }

  private func isAllowed(_ context: ConnectionContext) -> (CallEffect) -> Bool {
    { effect in effect == .read || context.caller?.may(.write) ?? false }
  }

  private func aggregate(_ request: RouteRequest, _ http: Request, _ context: ConnectionContext) async throws -> JSON {
    guard coordinator.options.aggregates else {
      throw IpaiError(.denied, "several servers may not be asked at once", hint: "ENABLE_AGGREGATION is false")
    }
    try request.checkQuery()
    let call = QuestionCall(coordinator, request, caller: context.caller?.principal, hops: Self.hops(http))
    return try await Aggregation(request, coordinator, call, isAllowed: isAllowed(context)).json
  }

  /// The coordinators that a request has come through (RFC 9110, section 7.6.3).
  private static func hops(_ request: Request) -> [String] {
    guard let via else { return [] }
    return request.headers[values: via].joined(separator: ",").split(separator: ",").compactMap { entry in
      entry.split(separator: " ").last.map(String.init)
    }
  }

  // MARK: Lists and states

  private func list(_ path: String, _ request: Request, _ context: ConnectionContext) async -> Response {
    do {
      let pairs = try QueryText.pairs(request.uri.query)
      let target = pairs.last { $0.key == Self.targetKey && !$0.value.isEmpty }?.value
      let question = RouteQuestion("", target: target, effect: .read, at: coordinator.services.now())
      let passed = Self.query(pairs.filter { $0.key != Self.targetKey })
      let hops = Self.hops(request)
      let routed = RoutedCall(
        coordinator, question, operation: UUID().uuidString.lowercased(), caller: context.caller?.principal)
      let answer = try await routed.run(isAllowed: isAllowed(context)) { candidate in
        try await coordinator.fetch(path + passed, hops, candidate, caller: context.caller?.principal)
      }
      var response = RESTAnswer(answer.answer.encodedSorted).response(to: request)
      Self.mark(&response, answer.candidate)
      return response
    } catch { return Self.response(error, context) }
  }

  /// Says which server and which tier an answer came from, where its form has no room for that.
  private static func mark(_ response: inout Response, _ candidate: RouteCandidate) {
    let values = [("X-Ipai-Server", candidate.server?.name), ("X-Ipai-Tier", candidate.server?.tier?.rawValue)]
    for (name, value) in values {
      if let value, let field = HTTPField.Name(name) { response.headers[field] = value }
    }
  }

  private static func query(_ pairs: [(key: String, value: String)]) -> String {
    var components = URLComponents()
    components.queryItems = pairs.map { URLQueryItem(name: $0.key, value: $0.value) }
    guard !pairs.isEmpty, let text = components.percentEncodedQuery else { return "" }
    return "?" + text.replacing("+", with: "%2B")
  }

  private var status: JSON {
    var targets: [String: JSON] = [:]
    let states = coordinator.shownStates(tool: nil)
    for server in coordinator.router.table.servers {
      targets[server.name] = Self.status(server, states[server.name] ?? ServerState(), coordinator)
    }
    return [
      "status": "ok", "version": .string(Version.number), "targets": .object(targets),
      "default_target": .string(coordinator.router.table.fallback.target),
      "aggregation": .bool(coordinator.options.aggregates), "cache_ttl": .integer(coordinator.options.cacheSeconds),
    ]
  }

  private static func status(_ server: RoutedServer, _ state: ServerState, _ coordinator: Coordinator) -> JSON {
    var members: [String: JSON] = [
      "health": .string(state.health.rawValue), "breaker": .string(state.breaker.rawValue),
      "tools": .integer(state.tools?.count ?? 0), "description": .string(server.description),
    ]
    if let tier = server.tier { members["tier"] = .string(tier.rawValue) }
    if let failure = server.fault?.message ?? coordinator.lists.failure(of: server.name) {
      members["failure"] = .string(failure)
    }
    if state.breaker == .open {
      members["retry_after_seconds"] = .integer(max(1, Int(state.retrySeconds.rounded(.up))))
    }
    return .object(members)
  }

}

extension RouteRefusal {
  /// The refusal as a response (RFC 9457).
  var response: Response {
    var members = (try? JSON(parsing: ProblemDetails(error).body))?.object ?? [:]
    let status: HTTPResponse.Status = mayBeDone ? .gatewayTimeout : .serviceUnavailable
    members["status"] = .integer(status.code)
    members["title"] = .string(status.reasonPhrase)
    members.merge(json.object ?? [:]) { $1 }
    var response = Response(
      status: status, headers: [.contentType: ProblemDetails.contentType],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSON.object(members).encodedSorted)))
    if let retrySeconds { response.headers[.retryAfter] = String(retrySeconds) }
    return response
  }
}
