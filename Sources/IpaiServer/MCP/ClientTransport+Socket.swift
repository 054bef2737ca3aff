package import IpaiHTTP
package import MCP

extension ClientTransport {
  /// Streamable HTTP over sockets, with libcurl.
  ///
  /// `headers`: see ``ClientTransport/http(headers:_:)``.
  package static func socket(
    _ address: WebAddress, headers: @escaping @Sendable () async throws -> HTTPHeaders = { [:] }
  ) -> ClientTransport {
    let client = HTTPClient()
    return .http(headers: headers) { request in
      let fields = request.headers.fields.map { (name: $0.name, value: $0.value) }
      do {
        let response = try await client.send(
          .init(request.method, address, headers: fields, body: request.body))
        var headers: HTTPHeaders = [:]
        for (name, value) in response.headers { headers.add(name, value) }
        return HTTPResponse(response.status, headers: headers, body: .events(response.body))
      } catch let failure as HTTPClient.Failure {
        if failure.isUnsent { throw UnsentRequest(failure.reason) }
        throw failure
      }
    }
  }
}
