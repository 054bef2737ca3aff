package import Logging
package import MCP
package import ServiceLifecycle

extension StreamableHTTP {
  /// Runs the application that serves this endpoint until the process is told to end.
  ///
  /// `graceSeconds`: how long requests and streams may go on after that; see ``HTTPLimits/graceSeconds``.
  package func run(_ application: any Service, graceSeconds: Int, logger: Logger) async throws {
    try await ServerLifetime.run(application, graceSeconds: graceSeconds, logger: logger) { await self.shutDown() }
  }
}
