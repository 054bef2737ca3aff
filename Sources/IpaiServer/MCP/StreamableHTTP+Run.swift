package import Logging
package import MCP
package import ServiceLifecycle
import UnixSignals

extension StreamableHTTP {
  /// Runs the application that serves this endpoint until the process is told to end.
  ///
  /// `graceSeconds`: how long requests and streams may go on after that; see ``HTTPLimits/graceSeconds``.
  package func run(_ application: any Service, graceSeconds: Int, logger: Logger) async throws {
    // The last service is ended first, since the HTTP server waits for streams that only the endpoint can end.
    var configuration = ServiceGroupConfiguration(
      services: [application, EndpointService(endpoint: self)], gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger)
    // By then all connections are closed, so that whatever still runs ignores that.
    configuration.maximumGracefulShutdownDuration = .seconds(graceSeconds + 1)
    try await ServiceGroup(configuration: configuration).run()
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
