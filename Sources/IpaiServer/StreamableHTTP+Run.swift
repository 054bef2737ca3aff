package import Logging
package import MCP
package import ServiceLifecycle
import UnixSignals

extension StreamableHTTP {
  /// Runs what serves this endpoint until the process is told to end.
  ///
  /// `graceSeconds`: how long requests and streams may go on after that; see ``HTTPLimits/graceSeconds``.
  package func run(_ application: any Service, graceSeconds: Int, logger: Logger) async throws {
    // The last one is ended first: the HTTP server waits for streams that only the endpoint can end.
    var configuration = ServiceGroupConfiguration(
      services: [application, EndpointService(endpoint: self)], gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger)
    // Connections are closed by then; what still runs is deaf to that.
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
