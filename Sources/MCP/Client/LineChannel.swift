import Foundation
import Synchronization

/// A message a line, in both directions, all requests on one way.
final class LineChannel: Channel {
  private let output: LineWriter
  private let receive: ClientTransport.Receiver
  private let onClose: @Sendable () async -> Void
  private let onProblem: @Sendable (String) -> Void
  private let state = Mutex(State())

  private typealias Answer = CheckedContinuation<Result<JSON, RPCError>, any Error>

  private struct State {
    var waiting: [RequestID: Answer] = [:]
    var isClosed = false
  }

  /// `input`, `output`: file descriptors, which are this channel's from now on.
  init(
    _ options: Client.Options, input: Int32, output: Int32, receive: @escaping ClientTransport.Receiver,
    onClose: @escaping @Sendable () async -> Void
  ) {
    (self.output, self.receive, self.onClose) = (LineWriter(output), receive, onClose)
    onProblem = options.onProblem
    let lines = LineReader.lines(of: input, maxLength: options.maxMessage, closes: true)
    Task { [self] in
      for await line in lines { take(line) }
      end()
    }
  }

  var hasHeaders: Bool { false }

  func cancelsByLeaving(_ version: ProtocolVersion) -> Bool { false }

  func listen(_ version: ProtocolVersion) {}

  private func take(_ line: LineReader.Line) {
    guard case .complete(let bytes) = line else {
      return onProblem("the server sent a message that is longer than it may be")
    }
    guard let message = try? RPCMessage(parsing: bytes) else {
      return onProblem("the server wrote a line that is no message")
    }
    guard case .response(let id, let result) = message else { return receive(message) }
    guard let id else { return onProblem("the server refused a message: \(result)") }
    state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(returning: result)
  }

  private static let gone = ChannelFailure(
    error: .unreachable("the server ended before it answered"), isConnectionLost: true)

  func call(_ call: Call) async throws -> Result<JSON, RPCError> {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (answer: Answer) in
        let refusal: (any Error)? = state.withLock { state in
          if state.isClosed { return Self.unsent }
          if Task.isCancelled { return CancellationError() }
          state.waiting[call.id] = answer
          return nil
        }
        if let refusal { answer.resume(throwing: refusal) } else { output.write(call.message.encoded) }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: call.id) }?.resume(throwing: CancellationError())
    }
  }

  private static let unsent = ChannelFailure(
    error: .unreachable("the server has ended"), isUnprocessed: true, isConnectionLost: true)

  func post(_ message: RPCMessage, _ version: ProtocolVersion) async throws {
    guard !state.withLock({ $0.isClosed }) else { throw Self.unsent }
    output.write(message.encoded)
  }

  /// The server's output has ended.
  private func end() {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [:] }
      return state.waiting
    }
    for answer in waiting.values { answer.resume(throwing: Self.gone) }
  }

  func close() async {
    end()
    output.close()
    await onClose()
  }
}
