import Foundation
import IpaiHTTP
import IpaiServer

@testable import MCP

/// A way from the client to the fixtures.
enum Way: String, CaseIterable, Sendable {
  case httpAutomatic, httpHandshake, httpStateless
  case socketAutomatic, socketHandshake, socketStateless
  case processAutomatic, processHandshake, processStateless

  var isStateless: Bool { mode != .handshake }

  private var mode: Client.Options.Mode {
    switch self {
    case .httpAutomatic, .socketAutomatic, .processAutomatic: .automatic
    case .httpHandshake, .socketHandshake, .processHandshake: .handshake
    case .httpStateless, .socketStateless, .processStateless: .stateless
    }
  }

  func client(_ change: (inout Client.Options) -> Void = { _ in }) async throws -> Client {
    var options = Client.Options()
    // Other tests may take the processor for seconds.
    (options.mode, options.probeSeconds) = (mode, 60)
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

  /// The transport keeps its server.
  private static func socket(_ server: EverythingServer) throws -> ClientTransport {
    .socket(try WebAddress(server.address)) { withExtendedLifetime(server) { [:] } }
  }

  static let everything =
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/mcp-everything"
}

extension Endpoint {
  /// Without a socket: the endpoint is a function.
  var transport: ClientTransport { transport { _ in nil } }

  /// `instead`: what answers in place of the endpoint, if it does.
  func transport(_ instead: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse?) -> ClientTransport {
    .http { [http] request in
      if let response = try await instead(request) { return response }
      var request = request
      request.headers.add("Host", "localhost")
      return await http.respond(to: request)
    }
  }
}
