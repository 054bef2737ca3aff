package import Logging
package import MCP
package import ServiceLifecycle
import UnixSignals

extension StreamableHTTP {
  /// Runs what serves this endpoint until the process is told to end.
  package func run(_ application: any Service, logger: Logger) async throws {
    // The last one is ended first: the HTTP server waits for streams that only the endpoint can end.
    try await ServiceGroup(
      services: [application, EndpointService(endpoint: self)], gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger
    ).run()
  }
}

/// Ends an endpoint's streams and requests when the process is told to end.
private struct EndpointService: Service {
  let endpoint: StreamableHTTP

  func run() async throws {
    try await gracefulShutdown()
    await endpoint.shutDown()
  }
}
