import Foundation
import Synchronization

/// The parts of a response that have arrived and wait for their reader: first the head, then the body piece by piece.
final class ResponseBuffer: Sendable {
  /// The status and the headers of a response.
  struct Head: Sendable {
    /// The status; 0 while no response has begun.
    var status = 0
    /// The headers in their order.
    var headers: [(name: String, value: String)] = []
  }

  /// What became of a part of the body.
  enum Verdict {
    /// The part has its reader, or waits for it.
    case taken
    /// There is no room for the part now.
    case full
    /// Nobody wants the part any longer.
    case ended
  }

  private let state = Mutex(State())

  private struct State {
    var head: Head?
    var parts: [Data] = []
    var bytes = 0
    var isFull = false
    /// How the response ended: a success when all of it has arrived; nil while it has not ended.
    var end: Result<Void, any Error>?
    var headReader: CheckedContinuation<Head, any Error>?
    var bodyReader: CheckedContinuation<Data?, any Error>?
  }

  /// The number of bytes that may wait for their reader.
  private static let maxWaiting = 1 << 20

  /// True once the response has ended, with an error or without.
  var hasEnded: Bool { state.withLock { $0.end } != nil }

  // MARK: What arrives

  /// Takes the head.
  func take(_ head: Head) {
    let reader = state.withLock { state in
      defer { state.headReader = nil }
      state.head = head
      return state.headReader
    }
    reader?.resume(returning: head)
  }

  /// Takes a part of the body.
  func take(_ part: Data) -> Verdict {
    var reader: CheckedContinuation<Data?, any Error>?
    let verdict: Verdict = state.withLock { state in
      guard state.end == nil else { return .ended }
      if state.bodyReader != nil {
        reader = state.bodyReader
        state.bodyReader = nil
        return .taken
      }
      state.isFull = state.bytes >= Self.maxWaiting
      guard !state.isFull else { return .full }
      state.parts.append(part)
      state.bytes += part.count
      return .taken
    }
    reader?.resume(returning: part)
    return verdict
  }

  /// Ends the response, with an error when not all of it has arrived; only the first end counts.
  func end(_ error: (any Error)?) {
    var headReader: CheckedContinuation<Head, any Error>?
    var bodyReader: CheckedContinuation<Data?, any Error>?
    let (end, head) = state.withLock { state in
      let end = state.end ?? error.map { .failure($0) } ?? .success(())
      state.end = end
      headReader = state.headReader
      bodyReader = state.bodyReader
      state.headReader = nil
      state.bodyReader = nil
      return (end, state.head)
    }
    headReader?.resume(with: end.map { head ?? Head() })
    bodyReader?.resume(with: end.map { nil })
  }

  // MARK: The reader

  /// Waits for the head. Throws the error with which the response ended before it.
  func head() async throws -> Head {
    try await withCheckedThrowingContinuation { (reader: CheckedContinuation<Head, any Error>) in
      let known: Result<Head, any Error>? = state.withLock { state in
        if let head = state.head { return .success(head) }
        if let end = state.end { return end.map { Head() } }
        state.headReader = reader
        return nil
      }
      if let known { reader.resume(with: known) }
    }
  }

  /// Waits for the next part of the body; nil when all of it has arrived. Throws the error with which the response ended.
  ///
  /// `hasRoom` is called when there is room again after there was none.
  func next(hasRoom: @Sendable () -> Void) async throws -> Data? {
    try await withCheckedThrowingContinuation { (reader: CheckedContinuation<Data?, any Error>) in
      var isRoomAgain = false
      let known: Result<Data?, any Error>? = state.withLock { state in
        if !state.parts.isEmpty {
          let part = state.parts.removeFirst()
          state.bytes -= part.count
          isRoomAgain = state.isFull && state.bytes < Self.maxWaiting / 2
          if isRoomAgain { state.isFull = false }
          return .success(part)
        }
        if let end = state.end { return end.map { nil } }
        state.bodyReader = reader
        return nil
      }
      if isRoomAgain { hasRoom() }
      if let known { reader.resume(with: known) }
    }
  }
}
