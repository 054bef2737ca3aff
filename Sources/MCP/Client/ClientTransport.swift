/// How a client reaches a server.
public struct ClientTransport: Sendable {
  /// Whether the server may be one that does not answer requests it does not know.
  let mayStaySilent: Bool
  /// Opens a channel to the server.
  let open: @Sendable (Client.Options, ChannelListener) async throws -> any Channel

  /// Streamable HTTP (Transports: Streamable HTTP).
  ///
  /// `headers`: sent with each request. They are asked for each time, so that a token can be renewed.
  /// `exchange`: sends a request to the server's address and returns the response as soon as its header has arrived. It has to
  /// close a stream that is no longer read, and the connection of a task that is cancelled. It must not follow redirects or
  /// send a request again.
  public static func http(
    headers: @escaping @Sendable () async throws -> HTTPHeaders = { [:] },
    _ exchange: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) -> ClientTransport {
    ClientTransport(mayStaySilent: false) { options, listener in
      HTTPChannel(options, headers: headers, exchange: exchange, listener)
    }
  }

  /// A connection that carries whole messages in both directions, such as a WebSocket. `open` makes one; it throws
  /// ``UnsentRequest`` when the server cannot be reached.
  public static func messages(_ open: @escaping @Sendable () async throws -> MessagePipe) -> ClientTransport {
    ClientTransport(mayStaySilent: true) { options, listener in LineChannel(options, try await open(), listener) }
  }

  /// Standard input and output of a process that is started for this client (Transports: stdio).
  ///
  /// `onErrorLine`: called with each line that the process writes to its standard error, on a thread of its own; nil for a process
  /// that has the standard error of this one.
  public static func process(_ command: ServerCommand, onErrorLine: (@Sendable (String) -> Void)? = nil)
    -> ClientTransport
  {
    ClientTransport(mayStaySilent: true) { options, listener in
      let process = try ChildProcess(command, onErrorLine: onErrorLine)
      return LineChannel(options, input: process.output, output: process.input, listener) { await process.end() }
    }
  }
}
