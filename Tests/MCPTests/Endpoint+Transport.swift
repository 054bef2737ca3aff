@testable import MCP

extension Endpoint {
  /// A transport without a socket, since the endpoint is a function.
  var transport: ClientTransport { transport { _ in nil } }

  /// A transport in which `instead` may answer in place of the endpoint.
  func transport(_ instead: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse?) -> ClientTransport {
    .http { [http] request in
      if let response = try await instead(request) { return response }
      var request = request
      request.headers.add("Host", "localhost")
      return await http.respond(to: request)
    }
  }
}
