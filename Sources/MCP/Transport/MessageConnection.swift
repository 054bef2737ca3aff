public import Foundation
import Synchronization

/// What a server has with one client over a channel that carries whole messages in both directions, such as stdio or a
/// WebSocket: at most one session, and the requests that are being served.
public final class MessageConnection: Sendable {
  private let server: Server
  private let principal: String?
  private let write: @Sendable (Data) -> Void
  private let state = Mutex(State())

  private struct State {
    var session: Session?
    /// The requests that are being served.
    var running: [RequestID: Task<Void, Never>] = [:]
    /// Those of them that are streams without an end of their own.
    var listening: Set<RequestID> = []
  }

  /// A connection with a client that is `principal`; nil if nobody has to say who they are. `write` sends a message to it, in the
  /// order of the calls.
  public init(_ server: Server, principal: String? = nil, write: @escaping @Sendable (Data) -> Void) {
    self.server = server
    self.principal = principal
    self.write = write
  }

  /// How many requests are being served, including streams without an end of their own.
  public var runningCount: Int { state.withLock { $0.running.count } }

  /// Takes a message of the client's. Messages are taken one after the other; requests are then served side by side.
  public func receive(_ text: Data) async {
    let message: RPCMessage
    do { message = try RPCMessage(parsing: text) } catch {
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
          id: id, method: method, params: params, principal: principal, headers: nil, server: server)
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
      let session = Session(server, handshake, principal: principal, canReconnect: false)
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
      case .message(let message, _), .response(let message, _, _): write(message)
      case .quiet, .hangUp: break
      }
    }
  }

  /// Sends an error that answers no request in particular.
  func refuse(_ error: RPCError) { send(.response(id: nil, .failure(error))) }

  private func send(_ message: RPCMessage) { write(message.encoded) }

  /// Ends streams and the session. Requests may go on for so many seconds.
  public func finish(graceSeconds: Int) async { await finish(graceSeconds: graceSeconds, endingStreams: nil) }

  /// The same; `endingStreams` ends the streams without an end of their own, which are cut off otherwise.
  func finish(graceSeconds: Int, endingStreams: (@Sendable () async -> Void)?) async {
    let (requests, listeners) = state.withLock { state in
      let listening = state.listening
      let split = Dictionary(grouping: state.running) { listening.contains($0.key) }
      return (split[false]?.map(\.value) ?? [], split[true]?.map(\.value) ?? [])
    }
    let limit = Task {
      try? await Task.sleep(for: .seconds(graceSeconds))
      if !Task.isCancelled { requests.forEach { $0.cancel() } }
    }
    for task in requests { await task.value }
    limit.cancel()
    if let endingStreams { await endingStreams() } else { listeners.forEach { $0.cancel() } }
    for task in listeners { await task.value }
    await state.withLock { $0.session }?.end()
  }
}
