package import MCP
import ServiceLifecycle

/// Ends an endpoint's streams and requests when the process is told to end, so that the HTTP server can.
package struct EndpointService: Service {
  private let endpoint: StreamableHTTP

  package init(_ endpoint: StreamableHTTP) { self.endpoint = endpoint }

  package func run() async throws {
    try await gracefulShutdown()
    await endpoint.shutDown()
  }
}
