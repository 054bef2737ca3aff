import ArgumentParser
import Foundation
import Hummingbird
import IpaiServer
import Logging
import MCP
import NIOCore
import ServiceLifecycle

/// A server that offers one of everything, so that conformance suites and clients can be tried with it.
@main
struct Everything: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp-everything",
    abstract: "Serve the fixtures of the conformance suite: at /mcp with --port, otherwise on stdin and stdout.",
    discussion: """
      Examples:
        mcp-everything --port 3000
        mcp-everything
      """)

  @Option(help: "The port on 127.0.0.1; 0 takes a free one. The address is printed.")
  var port: UInt16?

  @Option(help: "How many entries a page of a list has.")
  var pageSize = 100

  @Option(help: "A way in which the server behaves differently, with --port; may be repeated.")
  var quirk: [Quirk] = []

  @OptionGroup(title: "Limits, with --port")
  var limits: LimitOptions

  func run() async throws {
    var options = Server.Options()
    options.pageSize = pageSize
    options.onError = { what, error in FileHandle.standardError.write(Data("\(what): \(error)\n".utf8)) }
    let executor = EventLoopExecutor(EventLoopGroupProvider.singleton.eventLoopGroup)
    if port != nil { options.executor = executor }
    let changer = CatalogChanger()
    let server = try Server(
      Implementation(name: "mcp-everything", title: "Everything", version: "1.0.0"),
      instructions: "One of everything, to be tried.", offering: Fixtures.catalog(changer), options: options)
    await changer.watch(server)
    if let port { try await serve(server, on: port, executor) } else { await StandardIO(server).run() }
  }

  private func serve(_ server: Server, on port: UInt16, _ executor: EventLoopExecutor) async throws {
    var logger = Logger(label: "mcp-everything")
    logger.logLevel = .error
    let endpoint = StreamableHTTP(server, options: limits.transport)
    let application = application(
      MCPResponder(endpoint, limits: limits.limits, authenticate: { [limits] in limits.authenticate($0) }),
      at: .hostname("127.0.0.1", port: Int(port)), logger)
    do {
      try await withTaskExecutorPreference(executor) {
        try await endpoint.run(application, graceSeconds: limits.graceSeconds, logger: logger)
      }
    } catch let error as IOError {
      let reason = String(cString: strerror(error.errnoCode))
      throw ValidationError("cannot serve on 127.0.0.1:\(port): \(reason); --port 0 takes a port that is free")
    }
  }

  private func application(_ responder: MCPResponder, at address: BindAddress, _ logger: Logger) -> any Service {
    let onServerRunning: @Sendable (any Channel) async -> Void = { channel in
      print("http://127.0.0.1:\(channel.localAddress?.port ?? 0)/mcp")
      fflush(nil)
    }
    guard !quirk.isEmpty else {
      return Application(responder, at: address, logger: logger, onServerRunning: onServerRunning)
    }
    return Application(
      responder: QuirkyResponder(responder, Set(quirk)), configuration: ApplicationConfiguration(address: address),
      onServerRunning: onServerRunning, logger: logger)
  }
}
