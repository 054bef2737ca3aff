package import IpaiCore

/// How a server is reached.
package struct ServerConnection: Sendable, Equatable {
  /// The way that messages travel.
  package enum Transport: Sendable, Equatable {
    /// Streamable HTTP of MCP, at an address.
    case http(String)
    /// MCP over a WebSocket, at an address with the scheme ws or wss.
    case websocket(String)
    /// MCP over the standard input and output of a program.
    case command(program: String, arguments: [String], folder: String?)
    /// The older interface of the services that ipai replaces, without MCP, at an address.
    case rest(String)

    /// What the transport is called in files and answers.
    package var name: String {
      switch self {
      case .http: "http"
      case .websocket: "websocket"
      case .command: "stdio"
      case .rest: "rest"
      }
    }

    /// True for the older interface.
    package var isREST: Bool {
      if case .rest = self { return true }
      return false
    }

    /// The address without a path and without what may be secret, or the program's name.
    package var place: String {
      switch self {
      case .http(let address), .websocket(let address), .rest(let address): ServerAddress.shown(address)
      case .command(let program, _, _): program
      }
    }
  }

  /// The way that messages travel.
  package var transport: Transport
  /// What the server wants to see before it answers; nil for nothing.
  package var key: Secret?
  /// The header that the key goes into; nil for `Authorization: Bearer`.
  package var keyHeader: String?
  /// Further headers of each request.
  package var headers: [String: Secret] = [:]
  /// What the environment of a program has beyond the few variables that every program gets.
  package var environment: [String: Secret] = [:]
  /// True when the server is a coordinator itself.
  package var isCoordinator = false
  /// How the server shows who it is, and who calls it.
  package var tls = TLSOptions()
  /// The path that says whether the server works; nil to ask over MCP.
  package var healthPath: String?
}

/// How TLS is spoken with a server.
package struct TLSOptions: Sendable, Equatable {
  /// The file with the certificates of the authorities that are believed, in the PEM format; nil for the system's.
  package var authorities: String?
  /// The file with the client's certificate, in the PEM format.
  package var certificate: String?
  /// The file with the key of that certificate, in the PEM format.
  package var key: String?
}
