import Foundation
import IpaiHTTP
import IpaiServer
import IpaiUpstreams

@testable import MCP

/// A way for a client to reach the fixtures.
enum Way: String, CaseIterable, Sendable {
  case httpAutomatic, httpHandshake, httpStateless
  case socketAutomatic, socketHandshake, socketStateless
  case processAutomatic, processHandshake, processStateless

  /// Whether client and server agree on a revision without sessions.
  var isStateless: Bool { mode != .handshake }

  private var mode: Client.Options.Mode {
    switch self {
    case .httpAutomatic, .socketAutomatic, .processAutomatic: .automatic
    case .httpHandshake, .socketHandshake, .processHandshake: .handshake
    case .httpStateless, .socketStateless, .processStateless: .stateless
    }
  }

  /// A new client.
  func client(_ change: (inout Client.Options) -> Void = { _ in }) async throws -> Client {
    var options = Client.Options()
    // Other tests may keep the processor busy for seconds.
    options.mode = mode
    options.probeSeconds = 60
    change(&options)
    return Client(Implementation(name: "test", version: "1"), over: try await transport, options: options)
  }

  private var transport: ClientTransport {
    get async throws {
      switch self {
      case .httpAutomatic, .httpHandshake, .httpStateless: try await Endpoint().transport
      case .socketAutomatic, .socketHandshake, .socketStateless:
        try await Self.socket(EverythingServer.start(Self.everything))
      case .processAutomatic, .processHandshake, .processStateless:
        .process(ServerCommand(Self.everything, ["--page-size", "7"]))
      }
    }
  }

  /// A transport that keeps its server running.
  private static func socket(_ server: EverythingServer) throws -> ClientTransport {
    .socket(try WebAddress(server.address)) { withExtendedLifetime(server) { [:] } }
  }

  /// The path of the program that serves the fixtures.
  static let everything =
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/mcp-everything"
}
