import MCP
import Synchronization

/// A call of a server that goes on while its client is away: the server's questions wait for the client's answers.
final class ParkedCall: Sendable {
  /// What a call has come to.
  enum Event: Sendable {
    /// The server asks something.
    case question(key: String, InputRequest)
    /// The server has answered, or there will be no answer.
    case result(Result<JSON, any Error>)
  }

  private let events: AsyncStream<Event>
  private let source: AsyncStream<Event>.Continuation
  private let state = Mutex(State())

  private struct State {
    var work: Task<Void, Never>?
    var waiting: [String: CheckedContinuation<JSON, any Error>] = [:]
    var count = 0
    var isOver = false
  }

  /// A call that has not started.
  init() { (events, source) = AsyncStream.makeStream() }

  /// Starts the work, which ends with a result.
  func start(_ work: @escaping @Sendable () async throws -> JSON) {
    let task = Task { [source] in
      let outcome: Result<JSON, any Error>
      do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
      source.yield(.result(outcome))
    }
    state.withLock { $0.work = task }
  }

  /// Asks the client, and waits for the answer.
  func ask(_ method: String, _ params: [String: JSON]) async throws -> JSON {
    guard let question = InputRequest.relayed(method, params) else { throw RPCError.methodNotFound(method) }
    let key = state.withLock { state in
      state.count += 1
      return "question-\(state.count)"
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isOver = state.withLock { state in
          if !state.isOver { state.waiting[key] = continuation }
          return state.isOver
        }
        if isOver { return continuation.resume(throwing: CancellationError()) }
        if Task.isCancelled { return giveUp(key) }
        source.yield(.question(key: key, question))
      }
    } onCancel: {
      giveUp(key)
    }
  }

  /// Ends the wait for an answer, unless somebody else has.
  private func giveUp(_ key: String) {
    state.withLock { $0.waiting.removeValue(forKey: key) }?.resume(throwing: CancellationError())
  }

  /// The next thing that happens. A client that leaves meanwhile ends the call.
  func next() async throws -> Event {
    let event = await withTaskCancellationHandler {
      var iterator = events.makeAsyncIterator()
      return await iterator.next()
    } onCancel: {
      cancel()
    }
    guard let event, !Task.isCancelled else { throw CancellationError() }
    return event
  }

  /// Gives the client's answers to the server, and waits for what happens next.
  func resume(_ answers: [String: JSON]) async throws -> Event {
    for (key, answer) in answers {
      state.withLock { $0.waiting.removeValue(forKey: key) }?.resume(returning: answer)
    }
    return try await next()
  }

  /// Gives up the call.
  func cancel() {
    let (work, waiting) = state.withLock { state in
      defer {
        state.isOver = true
        state.waiting = [:]
      }
      return (state.work, state.waiting.values.map { $0 })
    }
    for continuation in waiting { continuation.resume(throwing: CancellationError()) }
    work?.cancel()
  }
}
