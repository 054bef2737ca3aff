package import IpaiHTTP
package import MCP

extension ClientTransport {
  /// Streamable HTTP over sockets, with libcurl.
  ///
  /// `client`: whose connections are used. `headers`: see ``ClientTransport/http(headers:_:)``.
  package static func socket(
    _ address: WebAddress, client: HTTPClient = HTTPClient(), tls: HTTPClient.TLS = HTTPClient.TLS(),
    headers: @escaping @Sendable () async throws -> HTTPHeaders = { [:] }
  ) -> ClientTransport {
    .http(headers: headers) { request in
      let fields = request.headers.fields.map { (name: $0.name, value: $0.value) }
      var sent = HTTPClient.Request(request.method, address, headers: fields, body: request.body)
      sent.tls = tls
      do {
        let response = try await client.send(sent)
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
