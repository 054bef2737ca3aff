import Foundation
import Synchronization

/// What has come of a response and waits for its reader: the head once, then the body in parts.
final class ResponseBuffer: Sendable {
  struct Head: Sendable {
    var status = 0
    var headers: [(name: String, value: String)] = []
  }

  /// What became of a part.
  enum Verdict {
    case taken
    /// There is no room for it now.
    case full
    /// Nobody wants it any more.
    case ended
  }

  private let state = Mutex(State())

  private struct State {
    var head: Head?
    var parts: [Data] = []
    var bytes = 0
    var isFull = false
    /// How it ended: nil while it did not, no error when all has come.
    var end: Result<Void, any Error>?
    var headReader: CheckedContinuation<Head, any Error>?
    var bodyReader: CheckedContinuation<Data?, any Error>?
  }

  /// Bytes that may wait for their reader.
  private static let maxWaiting = 1 << 20

  var hasEnded: Bool { state.withLock { $0.end } != nil }

  // MARK: What comes

  func take(_ head: Head) {
    let reader = state.withLock { state in
      defer { state.headReader = nil }
      state.head = head
      return state.headReader
    }
    reader?.resume(returning: head)
  }

  func take(_ part: Data) -> Verdict {
    let (verdict, reader): (Verdict, CheckedContinuation<Data?, any Error>?) = state.withLock { state in
      guard state.end == nil else { return (.ended, nil) }
      if let reader = state.bodyReader {
        state.bodyReader = nil
        return (.taken, reader)
      }
      state.isFull = state.bytes >= Self.maxWaiting
      guard !state.isFull else { return (.full, nil) }
      state.parts.append(part)
      state.bytes += part.count
      return (.taken, nil)
    }
    reader?.resume(returning: part)
    return verdict
  }

  /// Nothing comes any more. The first end counts.
  func end(_ error: (any Error)?) {
    let (end, head, headReader, bodyReader) = state.withLock { state in
      if state.end == nil { state.end = error.map { .failure($0) } ?? .success(()) }
      defer { (state.headReader, state.bodyReader) = (nil, nil) }
      return (state.end, state.head, state.headReader, state.bodyReader)
    }
    guard let end else { return }
    headReader?.resume(with: end.map { head ?? Head() })
    bodyReader?.resume(with: end.map { nil })
  }

  // MARK: Its reader

  /// The head, once it is there.
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

  /// The next part; nil when all has come.
  ///
  /// `hasRoom`: called when there is room again after there was none.
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
