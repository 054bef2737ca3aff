import Foundation
import HTTPTypes
import Hummingbird
import IpaiAccess
import IpaiActions
import IpaiCore
import Logging
import MCP

/// The routes of the REST interface, one for each action.
struct ActionRouter: Sendable {
  private let services: Services
  private let bodies: BodyReader
  private let repeated: RepeatedRequests
  private let kept: KeptAnswers
  /// Is called when keys may have been changed.
  private let keysChanged: @Sendable () -> Void

  /// What the paths of all actions begin with, so that a later interface can stand beside this one.
  private static let version = "/v1"
  /// The field of actions that says where a page begins, and the member of outcomes that says where the next one does.
  private static let (after, next) = ("after", "next")

  /// A router whose actions use these services. `keysChanged` is called when an action may have changed keys.
  init(_ services: Services, _ bodies: BodyReader, keysChanged: @escaping @Sendable () -> Void) {
    self.keysChanged = keysChanged
    self.services = services
    self.bodies = bodies
    repeated = RepeatedRequests(services)
    kept = KeptAnswers(services)
  }

  /// The whole path of an action.
  static func path(of action: ActionEntry) -> String { version + action.route.path }

  /// Adds the routes of `actions` to a router.
  func add(_ actions: [ActionEntry], to router: some RouterMethods<ConnectionContext>) {
    for action in actions {
      let hasPages = action.fields.contains { $0.key == Self.after }
      let route = Route(action.route.method, Self.path(of: action))
      add(route, action, to: router) { fields, request in
        let outcome = try await run(action, fields)
        guard hasPages, request.method == .get, let next = try JSON(parsing: outcome)[Self.next]?.string else {
          return RESTAnswer(outcome)
        }
        return RESTAnswer(outcome, link: try PageLink.next(next, in: Self.after, of: request))
      }
    }
  }

  /// Adds a route that `work` answers, if the caller may do what the action does. `work` is given the fields of the request as a
  /// JSON object. `renamed` gives the action's keys for other names in a query.
  func add(
    _ route: Route, _ action: ActionEntry, renamed: [String: String] = [:],
    to router: some RouterMethods<ConnectionContext>,
    _ work: @escaping @Sendable (_ fields: Data, Request) async throws -> RESTAnswer
  ) {
    add(route, needing: action.scope, to: router) { request, context in
      guard action.dependsOnDatabaseAlone, request.method == .get else {
        return try await answer(route, action, renamed, request, context, work).response(to: request)
      }
      return try await kept.answer(request.uri.description) {
        try await answer(route, action, renamed, request, context, work)
      }.response(to: request)
    }
  }

  /// Adds a route that `work` answers, if the caller has a scope.
  func add(
    _ route: Route, needing scope: AccessScope, to router: some RouterMethods<ConnectionContext>,
    _ work: @escaping @Sendable (Request, ConnectionContext) async throws -> Response
  ) {
    guard let method = HTTPRequest.Method(rawValue: route.method.rawValue) else { return }
    router.on(RouterPath(route.path), method: method) { request, context in
      guard let caller = context.caller, caller.may(scope) else { throw AccessRefusal.scopeTooSmall(scope) }
      do { return try await work(request, context) } catch let error as IpaiError {
        return ProblemDetails(error).response
      } catch let refusal as BodyReader.Refusal {
        return refusal.response
      } catch {
        context.logger.error("the request failed: \(error)")
        return ProblemDetails(IpaiError(.internal, "the request failed")).response
      }
    }
  }

  private func answer(
    _ route: Route, _ action: ActionEntry, _ renamed: [String: String], _ request: Request,
    _ context: ConnectionContext, _ work: (Data, Request) async throws -> RESTAnswer
  ) async throws -> RESTAnswer {
    // The share of the bodies' budget is held until the request has been answered.
    let share = bodies.share(for: request)
    defer { withExtendedLifetime(share) {} }
    do { return try await answer(route, action, renamed, request, context, share, work) } catch let error as IpaiError {
      throw error.naming(renamed, asIn: request.uri.query)
    }
  }

  private func answer(
    _ route: Route, _ action: ActionEntry, _ renamed: [String: String], _ request: Request,
    _ context: ConnectionContext, _ share: ByteBudget.Share, _ work: (Data, Request) async throws -> RESTAnswer
  ) async throws -> RESTAnswer {
    let fields = try await fields(action, route, request, context, share, renamed: renamed)
    // The answer of an administrator's action may be a secret, which is not kept.
    guard route.method == .post, action.scope != .admin, let key = try IdempotencyKey.of(request.headers) else {
      return try await work(fields, request)
    }
    let content = Data((request.uri.description + "\n").utf8) + fields
    return try await repeated.answer(key, of: context.caller?.principal ?? "", content) {
      try await work(fields, request)
    }
  }

  /// Runs an action for fields in JSON. Throws what the action throws.
  func run(_ action: ActionEntry, _ fields: Data) async throws -> Data {
    defer { if action.scope == .admin { keysChanged() } }
    return try await services.carry(action.lane) { try await action.run(fields, in: services) }
  }

  /// The fields of a request as a JSON object. They are in the path and the query, or in the body. Throws `IpaiError` and
  /// `BodyReader.Refusal`.
  private func fields(
    _ action: ActionEntry, _ route: Route, _ request: Request, _ context: ConnectionContext, _ share: ByteBudget.Share,
    renamed: [String: String]
  ) async throws -> Data {
    let inPath = try route.pathFields.compactMap { key in
      try context.parameters.get(key).map { (key, try QueryText.segment($0)) }
    }
    if route.method == .post, inPath.isEmpty { return try await bodies.body(of: request, share, context) }
    let query = try QueryText.pairs(request.uri.query).map { (renamed[$0.key] ?? $0.key, $0.value) }
    return try QueryFields(action.fields).json(inPath + query)
  }
}
