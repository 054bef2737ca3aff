import Hummingbird
import IpaiActions
import MCP

/// What a server answers besides MCP.
struct ServedRoutes: Sendable {
  /// Answers requests of those who were let in.
  let responder: any HTTPResponder<ConnectionContext>
  /// Which methods there are.
  let methods: MethodTable
  /// Where to find out which paths there are, for those who ask for another.
  var hint = "see /openapi.json"
  /// Answers supervisors, who need no key; nil for any other path.
  let health: @Sendable (_ path: String) async -> Response?
}

extension ServedRoutes {
  /// The description of the REST interface. It is made when somebody first asks for it, which takes some time.
  private static let description = OpenAPIDocument.whole.json.encoded

  /// The actions of ipai, and the older interface to them.
  static func actions(
    _ services: Services, _ bodies: BodyReader, _ gate: Gatekeeper, _ metrics: MetricsRoute?, _ scans: ScanTasks
  ) -> ServedRoutes {
    let router = Router(context: ConnectionContext.self)
    let actions = ActionRouter(services, bodies, keysChanged: gate.forgetKeys)
    actions.add(ActionList.all, to: router)
    CompatibleRouter(actions).add(CompatibleRoute.all, to: router)
    ScanTaskRoutes(scans).add(to: router, actions)
    router.get("/openapi.json") { request, _ in
      let document = try await services.blocking { _ in description }
      return RESTAnswer(document).response(to: request)
    }
    if let metrics { router.get("/metrics") { _, _ in await metrics.response() } }
    DiscoveryRoutes(services).add(to: router)
    let health = HealthRoutes(services)
    return ServedRoutes(
      responder: router.buildResponder(),
      methods: MethodTable(
        ActionList.all.map { ($0.route.method.rawValue, ActionRouter.path(of: $0)) }
          + CompatibleRoute.all.map { ($0.route.method.rawValue, $0.route.path) }
          + ScanTaskRoutes.operations.map { ($0.method.rawValue, $0.path) }
          + DiscoveryRoutes.summaries.keys.map { ("GET", $0) }),
      health: health.answer)
  }

  /// What a coordinator answers.
  static func coordinator(_ coordinator: Coordinator, _ bodies: BodyReader, _ metrics: MetricsRoute?) -> ServedRoutes {
    let router = Router(context: ConnectionContext.self)
    CoordinatorRouter(coordinator, bodies).add(to: router)
    if let metrics {
      router.get("/metrics") { _, _ in
        coordinator.metrics.show(coordinator.shownStates(tool: nil))
        return await metrics.response()
      }
    }
    let health = CoordinatorHealth(coordinator)
    return ServedRoutes(
      responder: router.buildResponder(), methods: CoordinatorRouter.methods,
      hint: "see 'REST' in 'man 5 ipai-routing'; MCP is at /mcp", health: health.answer)
  }
}
