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
        await answer(action, request, context)
      }
    }
  }

  private func answer(_ action: ActionEntry, _ request: Request, _ context: ConnectionContext) async -> Response {
    do {
      try checkScope(action, context)
      let fields = try await fields(action, request, context)
      return json(try await action.run(fields, in: services))
    } catch let error as IpaiError {
      return ProblemDetails(error).response
    } catch let refusal as BodyReader.Refusal {
      var response = ProblemDetails(refusal.status, "the body cannot be taken").response
      for field in refusal.headers { response.headers.append(field) }
      return response
    } catch {
      return ProblemDetails(IpaiError(.internal, "the request failed")).response
    }
  }

  /// Throws `IpaiError(.denied)` for a caller who may not do what the action does.
  private func checkScope(_ action: ActionEntry, _ context: ConnectionContext) throws {
    guard let caller = context.caller, action.scope <= caller.scope else {
      throw IpaiError(.denied, "this needs a key with the scope \(action.scope.rawValue)")
    }
  }

  /// The fields of a request as a JSON object. They are in the path and the query, or in the body.
  private func fields(_ action: ActionEntry, _ request: Request, _ context: ConnectionContext) async throws -> Data {
    let inPath = action.route.pathFields.compactMap { key in context.parameters.get(key).map { (key[...], $0[...]) } }
    if action.route.method == .post, inPath.isEmpty {
      let share = bodies.share(for: request)
      defer { withExtendedLifetime(share) {} }
      return try await bodies.body(of: request, share, context)
    }
    let query = request.uri.queryParameters.map { ($0.key, $0.value) }
    return try QueryFields(action.fields).json(inPath + query)
  }

  private func json(_ data: Data) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: data + Data("\n".utf8))))
  }
}
