import Foundation
import Synchronization

/// The stdio transport: one message a line, in both directions; for a server that a client starts for itself.
public final class StandardIO: Sendable {
  private let server: Server
  private let input: Int32
  private let output: LineWriter
  private let maxLine: Int
  private let state = Mutex(State())

  private struct State {
    var session: Session?
    /// What is served, by the id of its request.
    var running: [RequestID: Task<Void, Never>] = [:]
    /// Which of that is a stream that has no end of its own.
    var listening: Set<RequestID> = []
  }

  /// `input`: a file descriptor, standard input by default.
  /// `output`: standard output by default; nothing else may be written to it.
  /// `maxLine`: the longest message, in bytes.
  public init(_ server: Server, input: Int32 = 0, output: Int32 = 1, maxLine: Int = 4 << 20) {
    (self.server, self.input, self.maxLine) = (server, input, maxLine)
    self.output = LineWriter(output)
  }

  /// How long requests may go on after the input has ended.
  private static let graceSeconds = 5

  /// Serves until the input ends or the output is closed.
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
    let limit = Task {
      try? await Task.sleep(for: .seconds(Self.graceSeconds))
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
      let error = RPCError.invalidRequest("the id is that of a request that is still served")
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
