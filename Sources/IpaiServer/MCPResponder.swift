import Foundation
import HTTPTypes
package import Hummingbird
package import MCP
import NIOCore

/// Binds an MCP endpoint to Hummingbird.
package struct MCPResponder: HTTPResponder {
  package typealias Context = BasicRequestContext
  private let endpoint: StreamableHTTP
  private let path: String
  private let maxBody: Int
  private let authenticate: @Sendable (HTTPHeaders) async -> Access

  /// Who sends a request, if that may be served.
  package enum Access: Sendable {
    /// `principal` is nil where nobody has to say who they are.
    case granted(principal: String?)
    case refused(MCP.HTTPResponse)
  }

  /// `path` is where the endpoint is, all else is not found; `maxBody` the largest body, in bytes, announced or not;
  /// `authenticate` is asked of every request, also within a session.
  package init(
    _ endpoint: StreamableHTTP, path: String = "/mcp", maxBody: Int = 4 << 20,
    authenticate: @escaping @Sendable (HTTPHeaders) async -> Access = { _ in .granted(principal: nil) }
  ) {
    (self.endpoint, self.path, self.maxBody) = (endpoint, path, maxBody)
    self.authenticate = authenticate
  }

  package func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    guard request.uri.path == path else { return Response(status: .notFound) }
    var request = request
    guard let body = await body(of: &request) else {
      return Self.tooLarge
    }
    let headers = headers(of: request)
    switch await authenticate(headers) {
    case .refused(let refusal): return response(refusal, to: request)
    case .granted(let principal):
      let message = MCP.HTTPRequest(request.method.rawValue, headers: headers, body: body, principal: principal)
      return response(await endpoint.respond(to: message), to: request)
    }
  }

  /// Ends the connection too: the rest of the body, which may have no end, is not read.
  private static let tooLarge = Response(
    status: .contentTooLarge, headers: [.connection: "close", .contentLength: "0"],
    body: ResponseBody { writer in
      try await writer.finish(nil)
      throw HTTPError(.contentTooLarge)
    })

  /// Nil when there is more of it than may be.
  private func body(of request: inout Request) async -> Data? {
    if let announced = request.headers[.contentLength].flatMap(Int.init), announced > maxBody { return nil }
    guard let buffer = try? await request.collectBody(upTo: maxBody) else { return nil }
    return Data(buffer.readableBytesView)
  }

  private func headers(of request: Request) -> HTTPHeaders {
    var headers: HTTPHeaders = [:]
    if let host = request.head.authority { headers.add("Host", host) }
    for field in request.headers { headers.add(field.name.rawName, field.value) }
    return headers
  }

  private func response(_ answer: MCP.HTTPResponse, to request: Request) -> Response {
    var fields = HTTPFields()
    for field in answer.headers.fields {
      if let name = HTTPField.Name(field.name) { fields.append(HTTPField(name: name, value: field.value)) }
    }
    return Response(status: .init(code: answer.status), headers: fields, body: body(answer, of: request))
  }

  private func body(_ answer: MCP.HTTPResponse, of request: Request) -> ResponseBody {
    switch answer.body {
    case .data(let data): return ResponseBody(byteBuffer: ByteBuffer(bytes: data))
    case .events(let events):
      return ResponseBody { writer in
        // Reading is cancelled when the connection closes, which tells the endpoint that the client has gone.
        try await request.body.consumeWithCancellationOnInboundClose { _ in
          for try await event in events { try await writer.write(ByteBuffer(bytes: event)) }
        }
        try await writer.finish(nil)
      }
    }
  }
}
