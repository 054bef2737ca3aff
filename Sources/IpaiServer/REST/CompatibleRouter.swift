import Foundation
import HTTPTypes
import Hummingbird
import IpaiActions
import IpaiCore
import MCP
import NIOCore

/// Adds the routes of the service that ipai replaces.
struct CompatibleRouter: Sendable {
  private let actions: ActionRouter

  /// A router that has its work done by the one of the actions.
  init(_ actions: ActionRouter) { self.actions = actions }

  /// Adds `routes` to a router.
  func add(_ routes: [CompatibleRoute], to router: some RouterMethods<ConnectionContext>) {
    for route in routes {
      guard let method = HTTPRequest.Method(rawValue: route.route.method.rawValue) else { continue }
      router.on(RouterPath(route.route.path), method: method) { request, context in
        await actions.answering(route.action, context) { try await answer(route, request, context) }
      }
    }
    router.get("/odoo/models") { _, _ in
      ProblemDetails(.notImplemented, "this server cannot look into an Odoo instance yet", code: .unavailable).response
    }
  }

  private func answer(
    _ route: CompatibleRoute, _ request: Request, _ context: ConnectionContext
  ) async throws -> Response {
    let given = try await actions.fields(route.action, route.route, request, context, renamed: route.renamed)
    let asked = renamed(try JSON(parsing: given), route)
    let fields = route.request(asked)
    let outcome = try await actions.run(route.action, fields.encoded)
    switch route.answer {
    case .whole: return actions.json(outcome)
    case .list(let key, let shape):
      let json = try JSON(parsing: outcome)
      var response = actions.json(JSON.array((json[key]?.array ?? []).map(shape)).encoded)
      if let next = json["next"]?.string, let name = HTTPField.Name("Link") {
        response.headers[name] = try Self.link(to: next, of: request)
      }
      return response
    case .only(let key, let shape):
      return actions.json(shape(try JSON(parsing: outcome)[key]?.array?.first ?? [:]).encoded)
    case .outcome(let other, let fields, let shape):
      return actions.json(shape(try JSON(parsing: await actions.run(other, fields(asked).encoded))).encoded)
    case .shaped(let shape): return actions.json(shape(try JSON(parsing: outcome)).encoded)
    }
  }

  /// The members of a body under the action's names; a query was renamed when it was read.
  private func renamed(_ json: JSON, _ route: CompatibleRoute) -> JSON {
    guard route.route.method == .post, let members = json.object else { return json }
    return .object(
      Dictionary(members.map { (route.renamed[$0.key] ?? $0.key, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }

  /// The same request for the page that begins at a cursor (RFC 8288).
  private static func link(to cursor: String, of request: Request) throws -> String {
    var components = URLComponents()
    components.path = request.uri.path
    let others = try QueryText.pairs(request.uri.query).filter { $0.key != CompatibleRoute.cursor }
    components.queryItems =
      others.map { URLQueryItem(name: $0.key, value: $0.value) }
      + [URLQueryItem(name: CompatibleRoute.cursor, value: cursor)]
    // A plus in a query is a space to many.
    let text = (components.string ?? request.uri.path).replacing("+", with: "%2B")
    return "<\(text)>; rel=\"next\""
  }
}
