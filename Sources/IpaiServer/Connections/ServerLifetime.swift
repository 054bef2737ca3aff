import Logging
import ServiceLifecycle
import UnixSignals

/// Runs a server until the process is told to end.
enum ServerLifetime {
  /// Runs `application` until SIGTERM or SIGINT; `close` is called then, to end what clients have open. `reload` is called at each
  /// SIGHUP; without one, that ends the process as ever. The services `beside` it end after it.
  ///
  /// `graceSeconds`: how long requests and streams may go on after that; see ``HTTPLimits/graceSeconds``.
  static func run(
    _ application: any Service, graceSeconds: Int, logger: Logger, beside: [any Service] = [],
    reload: (@Sendable () async -> Void)? = nil, close: @escaping @Sendable () async -> Void
  ) async throws {
    let reloading = reload.map { [ReloadingService(reload: $0)] } ?? []
    // The last service is ended first, since the HTTP server waits for streams that only the other one can end.
    var configuration = ServiceGroupConfiguration(
      services: beside + reloading + [application, ClosingService(close: close)],
      gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger)
    // By then all connections are closed, so that whatever still runs ignores that.
    configuration.maximumGracefulShutdownDuration = .seconds(graceSeconds + 1)
    try await ServiceGroup(configuration: configuration).run()
  }
}

/// Reads something anew when the process is told to (SIGHUP).
private struct ReloadingService: Service {
  let reload: @Sendable () async -> Void

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { await reload() }
  }
}

/// Ends streams and requests when the process is told to end.
private struct ClosingService: Service {
  let close: @Sendable () async -> Void

  func run() async throws {
    try await gracefulShutdown()
    await close()
  }
}
