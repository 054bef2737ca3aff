import Foundation

/// The stdio transport: one message a line in both directions, for a server that a client starts for itself (Transports: stdio).
public final class StandardIO: Sendable {
  private let server: Server
  private let connection: MessageConnection
  private let input: Int32
  private let output: LineWriter
  private let maxLine: Int
  /// How many seconds requests may go on after the input has ended.
  private let graceSeconds: Int
  /// A transport over two file descriptors.
  ///
  /// `input`: the descriptor to read from, standard input by default.
  /// `output`: the descriptor to write to, standard output by default. Nothing else may be written to it.
  /// `maxLine`: the longest message, in bytes.
  public convenience init(_ server: Server, input: Int32 = 0, output: Int32 = 1, maxLine: Int = 4 << 20) {
    self.init(server, input: input, output: output, maxLine: maxLine, graceSeconds: 5)
  }

  /// The same, with another time for requests to go on after the input has ended.
  init(_ server: Server, input: Int32, output: Int32, maxLine: Int, graceSeconds: Int) {
    self.server = server
    self.input = input
    self.maxLine = maxLine
    self.graceSeconds = graceSeconds
    let writer = LineWriter(output)
    self.output = writer
    connection = MessageConnection(server) { writer.write($0) }
  }

  /// Serves the client until the input ends or the output is closed. A client that does not take its answers has to wait with
  /// its requests.
  public func run() async {
    for await line in LineReader.lines(of: input, maxLength: maxLine) {
      guard !output.isClosed else { break }
      switch line {
      case .complete(let bytes):
        await output.waitForRoom()
        await connection.receive(bytes)
      case .tooLong: connection.refuse(.invalidRequest("the message has more than \(maxLine) bytes"))
      }
    }
    await connection.finish(graceSeconds: graceSeconds) { [server] in await server.changes.close() }
    await output.drain()
  }
}
