import Foundation
import Hummingbird
package import IpaiAccess
package import IpaiActions
import IpaiCore
package import Logging
import MCP
import NIOCore

/// A server over HTTP, from its start to its end.
package struct ServerRun: Sendable {
  /// The name or the address to listen on.
  package var host = "127.0.0.1"
  /// The port; 0 for any that is free.
  package var port = 8765
  /// Names by which clients may call the server besides those of this machine.
  package var allowedHosts: [String] = []
  /// Keys that are not in the database.
  package var keys: [GivenKey] = []
  /// How long a key that somebody chose has to be where other machines can connect.
  private static let leastKeyBytes = 16
  private let services: Services
  private let logger: Logger

  /// A server whose actions use `services`.
  package init(_ services: Services, logger: Logger) {
    self.services = services
    self.logger = logger
  }

  /// Serves until the process is told to end. `onReady` is called with the address once clients can connect, and told whether the
  /// key for development is accepted.
  ///
  /// Throws `IpaiError`: `.configuration` when other machines could connect and there is no key, `.unavailable` when the address
  /// cannot be listened on, and what opening the database throws.
  package func run(onReady: @escaping @Sendable (_ address: String, _ isOpen: Bool) -> Void) async throws {
    _ = try await services.blocking { [services] _ in try services.databaseForWriting() }
    let isLocal = LoopbackAddress.isOne(host)
    let ring = KeyRing(services, given: keys, allowsDevelopment: isLocal)
    let hasKey = try await services.blocking { _ in try ring.hasRealKey() }
    let isOpen = try await services.blocking { _ in try ring.acceptsDevelopmentKey() }
    guard isLocal || hasKey else {
      throw IpaiError(
        .configuration, "other machines can connect to \(host), and there is no key",
        hint: "make one first: ipai keys create NAME")
    }
    if !isLocal, let weak = keys.first(where: { $0.length < Self.leastKeyBytes }) {
      throw IpaiError(
        .configuration,
        "the key in \(weak.name) has fewer than \(Self.leastKeyBytes) bytes, and other machines can try it out",
        hint: "choose a longer one, or make one: ipai keys create NAME")
    }
    let executor = EventLoopExecutor(EventLoopGroupProvider.singleton.eventLoopGroup)
    let limits = HTTPLimits()
    let endpoints = try Endpoints(services, origins: origins, options: options(executor), limits: limits)
    let responder = ServerResponder(services, keys: ring, origins: origins, endpoints: endpoints, limits: limits)
    let application = Application(
      responder, at: .hostname(LoopbackAddress.bare(host), port: port), logger: logger,
      onServerRunning: { [host] channel in
        onReady(LoopbackAddress.text(host, port: channel.localAddress?.port ?? 0), isOpen)
      })
    do {
      try await withTaskExecutorPreference(executor) {
        try await ServerLifetime.run(application, graceSeconds: limits.graceSeconds, logger: logger) {
          await endpoints.shutDown()
        }
      }
    } catch let error as SocketAddressError {
      throw IpaiError(.unavailable, "cannot serve on \(host): there is no such host or address", cause: error)
    } catch let error as IOError {
      throw IpaiError(
        .unavailable, "cannot serve on \(host):\(port): \(String(cString: strerror(error.errnoCode)))",
        hint: error.errnoCode == EADDRINUSE ? "another program has the port; choose another with --port" : nil)
    }
    try await services.blocking { [services] _ in try services.close() }
  }

  private var origins: OriginPolicy {
    let local: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
    // Where any machine may connect, a key keeps out web pages; which names the server has is then for its owner to say.
    let isAny = !LoopbackAddress.isOne(host) && allowedHosts.isEmpty
    return OriginPolicy(hosts: isAny ? nil : local.union(allowedHosts))
  }

  private func options(_ executor: EventLoopExecutor) -> Server.Options {
    var options = Server.Options()
    options.executor = executor
    options.onError = { [logger] what, error in logger.error("\(what): \(error)") }
    return options
  }
}
