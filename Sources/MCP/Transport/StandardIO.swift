import Foundation
import Synchronization

/// The stdio transport: one message a line in both directions, for a server that a client starts for itself (Transports: stdio).
public final class StandardIO: Sendable {
  private let server: Server
  private let input: Int32
  private let output: LineWriter
  private let maxLine: Int
  /// How many seconds requests may go on after the input has ended.
  private let graceSeconds: Int
  private let state = Mutex(State())

  private struct State {
    var session: Session?
    /// The requests that are being served.
    var running: [RequestID: Task<Void, Never>] = [:]
    /// Those of them that are streams without an end of their own.
    var listening: Set<RequestID> = []
  }

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
    self.output = LineWriter(output)
  }

  /// Serves the client until the input ends or the output is closed.
  public func run() async {
    for await line in LineReader.lines(of: input, maxLength: maxLine) {
      guard !output.isClosed else { break }
      switch line {
      case .complete(let bytes): await receive(bytes)
      case .tooLong: send(.response(id: nil, .failure(.invalidRequest("the message has more than \(maxLine) bytes"))))
      }
    }
    await finish()
  }

  private func finish() async {
    let (requests, listeners) = state.withLock { state in
      let listening = state.listening
      let split = Dictionary(grouping: state.running) { listening.contains($0.key) }
      return (split[false]?.map(\.value) ?? [], split[true]?.map(\.value) ?? [])
    }
    let limit = Task { [graceSeconds] in
      try? await Task.sleep(for: .seconds(graceSeconds))
      if !Task.isCancelled { requests.forEach { $0.cancel() } }
    }
    for task in requests { await task.value }
    limit.cancel()
    await server.changes.close()
    for task in listeners { await task.value }
    await state.withLock { $0.session }?.end()
    await output.drain()
  }

  // MARK: Messages

  private func receive(_ line: Data) async {
    let message: RPCMessage
    do { message = try RPCMessage(parsing: line) } catch {
      return send(.response(id: error.id, .failure(error.error)))
    }
    let session = state.withLock { $0.session }
    switch message {
    case .request(let id, let method, let params): await serve(id, method, params, session)
    case .notification(let method, let params):
      await session?.receive(method, params)
      if method == MethodName.cancelled, let id = RequestID(params["requestId"]) {
        state.withLock { $0.running[id] }?.cancel()
      }
    case .response(let id, let result): await session?.receive(id, result)
    }
  }

  private func serve(_ id: RequestID, _ method: String, _ params: [String: JSON], _ session: Session?) async {
    guard state.withLock({ $0.running[id] }) == nil else {
      let error = RPCError.invalidRequest("the id belongs to a request that is still being served")
      return send(.response(id: id, .failure(error)))
    }
    if params["_meta"]?[StatelessRequest.versionKey] != nil || method == MethodName.discover {
      do {
        let request = try StatelessRequest(
          id: id, method: method, params: params, principal: nil, headers: nil, server: server)
        if method == MethodName.listen { _ = state.withLock { $0.listening.insert(id) } }
        pump(StatelessCodec(server: server).serve(request), for: id)
      } catch { send(.response(id: id, .failure(error))) }
    } else if let session {
      pump(await session.serve(id, method, params), for: id)
    } else {
      send(.response(id: id, await open(method, params)))
    }
  }

  private func open(_ method: String, _ params: [String: JSON]) async -> Result<JSON, RPCError> {
    if method == MethodName.ping { return .success([:]) }
    guard method == MethodName.initialize else {
      return .failure(.invalidRequest("send initialize first, or \"_meta\" with a protocol version"))
    }
    do {
      let handshake = try Handshake(params)
      let session = Session(server, handshake, principal: nil, canReconnect: false)
      await session.subscribe()
      state.withLock { $0.session = session }
      if let standalone = await session.connect() { Task { await forward(standalone) } }
      return .success(handshake.result(server))
    } catch { return .failure(error) }
  }

  private func pump(_ outbox: Outbox, for id: RequestID) {
    state.withLock { state in
      state.running[id] = Task {
        await forward(outbox)
        self.state.withLock { state in
          state.running[id] = nil
          state.listening.remove(id)
        }
      }
    }
  }

  private func forward(_ outbox: Outbox) async {
    for await item in outbox.items {
      switch item {
      case .message(let message, _), .response(let message, _, _): output.write(message)
      case .quiet, .hangUp: break
      }
    }
  }

  private func send(_ message: RPCMessage) { output.write(message.encoded) }
}
