import CoreMetrics
import Foundation
import Hummingbird
package import IpaiAccess
package import IpaiActions
package import IpaiCore
package import Logging
import MCP
import NIOCore
import ServiceLifecycle

/// A server over HTTP, from its start to its end.
package struct ServerRun: Sendable {
  /// The name or the address to listen on.
  package var host = "127.0.0.1"
  /// The port; 0 for any that is free.
  package var port = 8765
  /// Names by which clients may call the server besides those of this machine.
  package var allowedHosts: [String] = []
  /// The origins of web pages that may use it, such as `https://app.example.com`.
  package var allowedOrigins: [String] = []
  /// The addresses of proxies that are believed when they say where a request comes from.
  package var trustedProxies: [String] = []
  /// Folders in repositories whose index is kept fresh.
  package var watchedPaths: [String] = []
  /// How the server is to be a coordinator; nil for a server of ipai's own actions.
  package var coordinator: CoordinatorOptions?
  /// Keys that are not in the database.
  package var keys: [GivenKey] = []
  /// Reads the configuration anew, when the process gets SIGHUP. Throws `IpaiError`; then nothing changes.
  package var reload: (@Sendable () throws -> IpaiCore.Configuration)?
  /// How long a key that somebody chose has to be where other machines can connect.
  private static let leastKeyBytes = 16
  private let services: Services
  private let logger: Logger

  /// A server whose actions use `services`, and that goes by their configuration.
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
    try await services.open()
    let live = try LiveSettings(services, logger: logger)
    let usage = UsageLog(services)
    let ring = KeyRing(
      services, given: keys, allowsDevelopment: live.tokens == nil && LoopbackAddress.isOne(host), usage: usage)
    try await checkKeys(ring, live.tokens)
    let isOpen = try await services.working { _ in try await ring.acceptsDevelopmentKey() }
    let gate = Gatekeeper(ring, tokens: live.tokens, live.limiter, ClientAddress(proxies: trustedProxies))
    let isEncrypted = live.certificates != nil
    do {
      try await serve(gate, live, usage) { [host] port in
        onReady(LoopbackAddress.text(host, port: port, isEncrypted: isEncrypted), isOpen)
      }
    } catch let error as SocketAddressError {
      throw IpaiError(.unavailable, "cannot serve on \(host): there is no such host or address", cause: error)
    } catch let error as SocketAddressError.UnknownHost {
      throw IpaiError(.unavailable, "cannot serve on \(host): there is no such host or address", cause: error)
    } catch let error as IOError {
      throw IpaiError(
        .unavailable, "cannot serve on \(host):\(port): \(String(cString: strerror(error.errnoCode)))",
        hint: error.errnoCode == EADDRINUSE ? "another program has the port; choose another with --port" : nil)
    }
    try await services.blocking { [services] _ in try services.close() }
  }

  /// Serves those whom `gate` lets in. `onReady` is called with the port.
  private func serve(
    _ gate: Gatekeeper, _ live: LiveSettings, _ usage: UsageLog, onReady: @escaping @Sendable (_ port: Int) -> Void
  ) async throws {
    let executor = EventLoopExecutor(EventLoopGroupProvider.singleton.eventLoopGroup)
    let limits = HTTPLimits()
    let registry = PrometheusRegistry()
    let metrics = ServerMetrics(registry, usage: usage)
    let served = try served(registry, metrics, gate, options(executor), limits)
    let responder = ServerResponder(
      served.routes, gate: gate, origins: origins, endpoints: served.endpoints,
      crossOrigin: CrossOrigin(allowedOrigins), limits: limits)
    let application = Application(
      ObservedResponder(responder, metrics, logger: logger),
      at: .hostname(LoopbackAddress.bare(host), port: port), certificates: live.certificates, logger: quietLogger,
      onServerRunning: { channel in onReady(channel.localAddress?.port ?? 0) })
    try await withTaskExecutorPreference(executor) {
      try await ServerLifetime.run(
        application, graceSeconds: limits.graceSeconds, logger: quietLogger, beside: [usage] + served.beside,
        reload: { live.readAnew(reload, preparing: served.prepare) },
        close: {
          await served.endpoints.shutDown()
          await served.close()
        })
    }
  }

  /// What is served, and what has to run beside it.
  private struct Served: Sendable {
    let endpoints: Endpoints
    let routes: ServedRoutes
    let beside: [any Service]
    /// Reads what else a new configuration names; see ``LiveSettings/readAnew(_:preparing:)``.
    var prepare: @Sendable (IpaiCore.Configuration) throws -> @Sendable () -> Void = { _ in {} }
    var close: @Sendable () async -> Void = {}
  }

  private func served(
    _ registry: PrometheusRegistry, _ metrics: ServerMetrics, _ gate: Gatekeeper, _ options: Server.Options,
    _ limits: HTTPLimits
  ) throws -> Served {
    let route = MetricsRoute(registry, services)
    guard let coordinator else {
      let endpoints = try Endpoints(services, origins: origins, options: options, limits: limits, metrics: metrics)
      let bodies = BodyReader(limits, endpoints.budget)
      let scans = ScanTasks(services, logger: logger)
      return Served(
        endpoints: endpoints, routes: .actions(services, bodies, gate, route, scans),
        beside: [CatalogRefresh(endpoints.servers, services, logger: logger), scans] + watches + outbox)
    }
    let front = try Coordinator(services, coordinator, metrics, logger: logger)
    let reading = try front.server(mayWrite: false, options)
    let writing = try front.server(mayWrite: true, options)
    let offers = [
      Endpoints.Offer(scopes: [.write], server: writing.server),
      Endpoints.Offer(scopes: [.read], server: reading.server),
    ]
    let endpoints = Endpoints(offers, origins: origins, limits: limits)
    return Served(
      endpoints: endpoints, routes: .coordinator(front, BodyReader(limits, endpoints.budget), route),
      beside: [
        ListRefresh(front, [reading, writing], logger: logger), ResourceWatch(front, [reading.server, writing.server]),
      ], prepare: front.reading,
      close: { await front.close() })
  }

  /// What keeps indexes fresh. A service that ends by itself would end the server.
  private var watches: [any Service] {
    watchedPaths.isEmpty
      ? []
      : [
        RepositoryWatch(watchedPaths, services, logger: logger), DocumentWatch(watchedPaths, services, logger: logger),
      ]
  }

  /// What sends messages about promotions, where anybody is to be told.
  private var outbox: [any Service] { services.hasReceivers ? [OutboxWatch(services, logger: logger)] : [] }

  /// Throws `IpaiError(.configuration)` when other machines could connect, and there is no key or one that is easily found.
  private func checkKeys(_ ring: KeyRing, _ tokens: TokenAccess?) async throws {
    if LoopbackAddress.isOne(host) { return }
    let hasKey = try await services.working { _ in try await ring.hasRealKey() }
    guard hasKey || tokens != nil else {
      throw IpaiError(
        .configuration, "other machines can connect to \(host), and there is no key",
        hint: "make one first: ipai keys create NAME; or accept access tokens: --oauth-issuer")
    }
    if let weak = keys.first(where: { $0.length < Self.leastKeyBytes }) {
      throw IpaiError(
        .configuration,
        "the key in \(weak.name) has fewer than \(Self.leastKeyBytes) bytes, and other machines can try it out",
        hint: "choose a longer one, or make one: ipai keys create NAME")
    }
  }

  /// The log for libraries, which only write what goes wrong: in their details may be what nobody should read.
  private var quietLogger: Logger {
    var logger = logger
    logger.logLevel = max(logger.logLevel, .warning)
    return logger
  }

  private var origins: OriginPolicy {
    let local: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
    // Where any machine may connect, a key keeps out web pages; which names the server has is then for its owner to say.
    let isAny = !LoopbackAddress.isOne(host) && allowedHosts.isEmpty
    return OriginPolicy(hosts: isAny ? nil : local.union(allowedHosts), origins: Set(allowedOrigins))
  }

  private func options(_ executor: EventLoopExecutor) -> Server.Options {
    var options = Server.Options()
    options.executor = executor
    options.onError = { [logger] what, error in logger.error("\(what): \(error)") }
    return options
  }
}
