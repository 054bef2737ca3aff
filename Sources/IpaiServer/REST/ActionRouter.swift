import Foundation
import HTTPTypes
package import Hummingbird
package import IpaiActions
import IpaiCore
import NIOCore

/// The routes of the REST interface, one for each action.
package struct ActionRouter: Sendable {
  private let services: Services
  /// The largest body of a request, in bytes.
  private let maxBodyBytes: Int

  /// A router whose actions use these services.
  package init(_ services: Services, maxBodyBytes: Int = 1 << 20) {
    self.services = services
    self.maxBodyBytes = maxBodyBytes
  }

  /// Adds the routes of `actions` to a router.
  package func add<Context: RequestContext>(_ actions: [ActionEntry], to router: some RouterMethods<Context>) {
    for action in actions {
      guard let method = HTTPRequest.Method(rawValue: action.route.method.rawValue) else { continue }
      router.on(RouterPath(action.route.path), method: method) { request, context in
        await answer(action, request, context)
      }
    }
  }

  private func answer(_ action: ActionEntry, _ request: Request, _ context: some RequestContext) async -> Response {
    do {
      let fields = try await fields(action, request, context)
      return json(try await action.run(fields, in: services))
    } catch let error as IpaiError {
      return ProblemDetails(error).response
    } catch let error as HTTPError {
      return Response(status: error.status)
    } catch {
      return ProblemDetails(IpaiError(.internal, "the request failed")).response
    }
  }

  /// The fields of a request as a JSON object. They are in the path and the query, or in the body.
  private func fields(_ action: ActionEntry, _ request: Request, _ context: some RequestContext) async throws -> Data {
    let inPath = action.route.pathFields.compactMap { key in context.parameters.get(key).map { (key[...], $0[...]) } }
    if action.route.method == .post, inPath.isEmpty { return try await body(of: request) }
    let query = request.uri.queryParameters.map { ($0.key, $0.value) }
    return try QueryFields(action.fields).json(inPath + query)
  }

  private func body(of request: Request) async throws -> Data {
    let buffer = try await request.body.collect(upTo: maxBodyBytes)
    return Data(buffer.readableBytesView)
  }

  private func json(_ data: Data) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: data + Data("\n".utf8))))
  }
}
