import Foundation
import Synchronization

/// The client's side of a connection that carries whole messages in both directions, for all requests together: stdio, with one
/// message a line (Transports: stdio), or another one such as a WebSocket.
final class LineChannel: Channel {
  private let write: @Sendable (Data) -> Bool
  private let listener: ChannelListener
  private let onClose: @Sendable () async -> Void
  private let onProblem: @Sendable (String) -> Void
  private let state = Mutex(State())

  private typealias Answer = CheckedContinuation<Result<JSON, RPCError>, any Error>

  private struct State {
    var waiting: [RequestID: (answer: Answer, isStateless: Bool)] = [:]
    var isClosed = false
  }

  /// A channel over two file descriptors.
  ///
  /// `input`, `output`: file descriptors, which belong to this channel from now on.
  /// `onClose`: called once the server's input has been closed.
  init(
    _ options: Client.Options, input: Int32, output: Int32, _ listener: ChannelListener,
    onClose: @escaping @Sendable () async -> Void
  ) {
    let writer = LineWriter(output)
    write = { writer.write($0) }
    self.listener = listener
    self.onClose = {
      writer.close()
      await onClose()
    }
    onProblem = options.onProblem
    LineReader.start(input, maxLength: options.maxMessage, closes: true) { [self] line in
      take(line)
    } onEnd: { [self] in
      if end(Self.gone) { listener.lost() }
    }
  }

  /// A channel over a pipe of messages, which belongs to this channel from now on.
  init(_ options: Client.Options, _ pipe: MessagePipe, _ listener: ChannelListener) {
    write = pipe.write
    onClose = pipe.close
    onProblem = options.onProblem
    self.listener = listener
    Task { [self] in
      for await message in pipe.messages {
        take(.complete(message))
        pipe.taken(message.count)
        // A server that sends without a pause must not keep other tasks from running.
        await Task.yield()
      }
      if end(Self.gone) { listener.lost() }
    }
  }

  var hasHeaders: Bool { false }

  func cancelsByLeaving(_ version: ProtocolVersion) -> Bool { false }

  func listen(_ version: ProtocolVersion) {}

  // MARK: Receiving

  private func take(_ line: LineReader.Line) {
    guard case .complete(let bytes) = line else {
      return onProblem("the server sent a message that is too long")
    }
    do { for message in try RPCMessage.list(parsing: bytes) { take(message) } } catch {
      onProblem("the server wrote a line that is not a message")
      if let id = error.id { fail(id, ClientError.invalidResponse(error.error.message)) }
    }
  }

  private func take(_ message: RPCMessage) {
    switch message {
    case .response(let id?, let result): waiter(id)?.resume(returning: result)
    case .response(nil, let result): onProblem("the server refused a message: \(result)")
    case .notification(MethodName.cancelled, let params) where endsSubscription(params): break
    default: listener.receive(message, nil)
    }
  }

  private func waiter(_ id: RequestID) -> Answer? { state.withLock { $0.waiting.removeValue(forKey: id)?.answer } }

  private func fail(_ id: RequestID, _ error: ClientError) {
    waiter(id)?.resume(throwing: ChannelFailure(error: error))
  }

  /// Whether a cancellation ended a subscription. In a revision without sessions, a server cancels nothing else.
  private func endsSubscription(_ params: [String: JSON]) -> Bool {
    guard let id = RequestID(params["requestId"]) else { return false }
    guard state.withLock({ $0.waiting[id]?.isStateless }) == true else { return false }
    fail(id, .unreachable("the server ended the subscription"))
    return true
  }

  // MARK: Sending

  private static let gone = ChannelFailure(
    error: .unreachable("the server ended before it answered"), isConnectionLost: true)
  private static let unsent = ChannelFailure(
    error: .unreachable("the server has ended"), isUnprocessed: true, isConnectionLost: true)

  func call(_ call: Call) async throws -> Result<JSON, RPCError> {
    let message = call.message.encoded
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (answer: Answer) in
        let refusal: (any Error)? = state.withLock { state in
          if state.isClosed { return Self.unsent }
          if Task.isCancelled { return CancellationError() }
          state.waiting[call.id] = (answer, call.isStateless)
          return nil
        }
        if let refusal { return answer.resume(throwing: refusal) }
        if !write(message) { waiter(call.id)?.resume(throwing: Self.gone) }
      }
    } onCancel: {
      waiter(call.id)?.resume(throwing: CancellationError())
    }
  }

  func post(_ message: RPCMessage, _ version: ProtocolVersion) async throws {
    guard !state.withLock({ $0.isClosed }), write(message.encoded) else { throw Self.unsent }
  }

  // MARK: The end

  /// Fails all requests that wait. Returns false when the channel had already ended.
  private func end(_ failure: ChannelFailure) -> Bool {
    let (isFirst, waiting) = state.withLock { state in
      defer {
        state.waiting = [:]
        state.isClosed = true
      }
      return (!state.isClosed, state.waiting)
    }
    for (answer, _) in waiting.values { answer.resume(throwing: failure) }
    return isFirst
  }

  func close() async {
    _ = end(ChannelFailure(error: .closed, isConnectionLost: true))
    await onClose()
  }
}
