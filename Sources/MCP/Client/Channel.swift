/// The way to one server: requests with their responses, and what else the server says.
protocol Channel: AnyObject, Sendable {
  /// Whether requests have headers, so that arguments can be repeated in them.
  var hasHeaders: Bool { get }
  /// Whether a request is cancelled by no longer waiting for it, in this revision.
  func cancelsByLeaving(_ version: ProtocolVersion) -> Bool
  /// Sends a request and returns how it was answered. Cancelled, it no longer waits.
  ///
  /// - Throws: `ChannelFailure`, `CancellationError`.
  func call(_ call: Call) async throws -> Result<JSON, RPCError>
  /// Sends a notification or a response.
  ///
  /// - Throws: `ChannelFailure`, `CancellationError`.
  func post(_ message: RPCMessage, _ version: ProtocolVersion) async throws
  /// Begins to listen for what belongs to no request, once a session is open.
  func listen(_ version: ProtocolVersion)
  /// Ends everything, in good order where that is quick. What waits fails.
  func close() async
}

/// What a channel tells beside answers.
struct ChannelListener: Sendable {
  /// The server sent what is no response.
  let receive: @Sendable (RPCMessage) -> Void
  /// What was agreed with the server is gone: the session, or the process.
  let lost: @Sendable () -> Void
}

/// A request on its way.
struct Call: Sendable {
  let id: RequestID
  let method: String
  let params: [String: JSON]
  let version: ProtocolVersion
  /// The headers that repeat arguments of a tool.
  var headers: [(name: String, value: String)] = []

  var message: RPCMessage { .request(id: id, method: method, params: params) }
  var isStateless: Bool { ProtocolVersion.stateless.contains(version) }
}

/// How a client reaches a server.
public struct ClientTransport: Sendable {
  /// Whether the server may be one that does not answer what it does not know.
  let mayStaySilent: Bool
  let open: @Sendable (Client.Options, ChannelListener) async throws -> any Channel

  /// Streamable HTTP.
  ///
  /// `headers`: sent with each request, and asked for each time, so that a token can be renewed.
  /// `exchange`: sends a request to the server's address and returns the response as soon as its header is there. A stream
  /// that is no longer read has to be closed, as has the connection of a task that is cancelled. Redirects are not to be
  /// followed, nor requests sent again.
  public static func http(
    headers: @escaping @Sendable () async throws -> HTTPHeaders = { [:] },
    _ exchange: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) -> ClientTransport {
    ClientTransport(mayStaySilent: false) { options, listener in
      HTTPChannel(options, headers: headers, exchange: exchange, listener)
    }
  }

  /// stdio, with a process that is started for it.
  public static func process(_ command: ServerCommand) -> ClientTransport {
    ClientTransport(mayStaySilent: true) { options, listener in
      let process = try ChildProcess(command)
      return LineChannel(options, input: process.output, output: process.input, listener) { await process.end() }
    }
  }
}
