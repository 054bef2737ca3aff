import Foundation
import HTTPTypes
import Hummingbird
import IpaiAccess
import IpaiActions
import IpaiCore
import NIOCore

/// The routes of the REST interface, one for each action.
struct ActionRouter: Sendable {
  private let services: Services
  private let bodies: BodyReader

  /// What the paths of all actions begin with, so that a later interface can stand beside this one.
  private static let version = "/v1"

  /// A router whose actions use these services.
  init(_ services: Services, _ bodies: BodyReader) {
    self.services = services
    self.bodies = bodies
  }

  /// The whole path of an action.
  static func path(of action: ActionEntry) -> String { version + action.route.path }

  /// Adds the routes of `actions` to a router.
  func add(_ actions: [ActionEntry], to router: some RouterMethods<ConnectionContext>) {
    for action in actions {
      guard let method = HTTPRequest.Method(rawValue: action.route.method.rawValue) else { continue }
      router.on(RouterPath(Self.path(of: action)), method: method) { request, context in
        await answering(action, context) {
          json(try await run(action, try await fields(action, action.route, request, context)))
        }
      }
    }
  }

  /// What `work` answers, or the error that it throws, if the caller may do what the action does.
  func answering(
    _ action: ActionEntry, _ context: ConnectionContext, _ work: () async throws -> Response
  ) async -> Response {
    do {
      try checkScope(action, context)
      return try await work()
    } catch let error as IpaiError {
      return ProblemDetails(error).response
    } catch let refusal as BodyReader.Refusal {
      return refusal.response
    } catch {
      return ProblemDetails(IpaiError(.internal, "the request failed")).response
    }
  }

  /// Runs an action for fields in JSON. Throws what the action throws.
  func run(_ action: ActionEntry, _ fields: Data) async throws -> Data { try await action.run(fields, in: services) }

  /// Throws `IpaiError(.denied)` for a caller who may not do what the action does.
  private func checkScope(_ action: ActionEntry, _ context: ConnectionContext) throws {
    guard let caller = context.caller, action.scope <= caller.scope else {
      throw IpaiError(.denied, "this needs a key with the scope \(action.scope.rawValue)")
    }
  }

  /// The fields of a request as a JSON object. They are in the path and the query, where `renamed` gives the action's keys for
  /// other names, or in the body. Throws `IpaiError` and `BodyReader.Refusal`.
  func fields(
    _ action: ActionEntry, _ route: Route, _ request: Request, _ context: ConnectionContext,
    renamed: [String: String] = [:]
  ) async throws -> Data {
    let inPath = try route.pathFields.compactMap { key in
      try context.parameters.get(key).map { (key, try QueryText.segment($0)) }
    }
    if route.method == .post, inPath.isEmpty {
      let share = bodies.share(for: request)
      defer { withExtendedLifetime(share) {} }
      return try await bodies.body(of: request, share, context)
    }
    let query = try QueryText.pairs(request.uri.query).map { (renamed[$0.key] ?? $0.key, $0.value) }
    return try QueryFields(action.fields).json(inPath + query)
  }

  /// The response for an answer in JSON.
  func json(_ data: Data) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: data + Data("\n".utf8))))
  }
}
