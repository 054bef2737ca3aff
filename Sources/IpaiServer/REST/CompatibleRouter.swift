import Foundation
import HTTPTypes
import Hummingbird
import IpaiActions
import IpaiCore
import MCP

/// Adds the routes of the service that ipai replaces.
struct CompatibleRouter: Sendable {
  private let actions: ActionRouter

  /// A router that has its work done by the one of the actions.
  init(_ actions: ActionRouter) { self.actions = actions }

  /// Adds `routes` to a router.
  func add(_ routes: [CompatibleRoute], to router: some RouterMethods<ConnectionContext>) {
    for route in routes {
      actions.add(route.route, route.action, renamed: route.renamed, to: router) { fields, request in
        try await answer(route, fields, request)
      }
    }
    router.get("/odoo/models") { _, _ in
      ProblemDetails(.notImplemented, "this server cannot look into an Odoo instance yet", code: .unavailable).response
    }
  }

  private func answer(_ route: CompatibleRoute, _ given: Data, _ request: Request) async throws -> RESTAnswer {
    let asked = renamed(try Self.parsed(given), route)
    let outcome = try await actions.run(route.action, try route.request(asked).encoded)
    if case .whole = route.answer { return RESTAnswer(outcome) }
    let json = try JSON(parsing: outcome)
    switch route.answer {
    case .whole: return RESTAnswer(outcome)
    case .page: return RESTAnswer(outcome, link: try Self.link(json, request))
    case .list(let key, let shape):
      let link = try Self.link(json, request)
      return RESTAnswer(JSON.array((json[key]?.array ?? []).map(shape)).encoded, link: link)
    case .only(let key, let shape): return RESTAnswer(shape(json[key]?.array?.first ?? [:]).encoded)
    case .outcome(let other, let fields, let shape):
      return RESTAnswer(shape(try JSON(parsing: await actions.run(other, fields(asked).encoded))).encoded)
    case .shaped(let shape): return RESTAnswer(shape(json).encoded)
    }
  }

  /// Where the next page is; nil after the last one.
  private static func link(_ outcome: JSON, _ request: Request) throws -> String? {
    try outcome["next"]?.string.map { try PageLink.next($0, in: CompatibleRoute.cursor, of: request) }
  }

  /// A body as JSON. Throws `IpaiError(.usage)` for anything else.
  private static func parsed(_ body: Data) throws -> JSON {
    do { return try JSON(parsing: body) } catch {
      throw IpaiError(.usage, "the request must be a JSON object", hint: "send {\"key\": value, ...}", cause: error)
    }
  }

  /// The members of a body under the action's names; a query was renamed when it was read.
  private func renamed(_ json: JSON, _ route: CompatibleRoute) -> JSON {
    guard route.route.method == .post, let members = json.object else { return json }
    return .object(
      Dictionary(members.map { (route.renamed[$0.key] ?? $0.key, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }
}
