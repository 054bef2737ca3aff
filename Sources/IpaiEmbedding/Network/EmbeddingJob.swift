import Foundation
import IpaiCore
import IpaiHTTP
import Synchronization

/// The texts of one call, which are sent in several requests at once.
final class EmbeddingJob: Sendable {
  private let texts: [String]
  private let exchange: EmbeddingExchange
  private let connections: ServiceConnections
  /// How many numbers each embedding must have; nil for any.
  private let width: Int?
  private let limits: EmbeddingLimits
  private let isCancelled: @Sendable () -> Bool
  private let start = Date()
  private let state: Mutex<State>

  private struct State {
    /// Which texts are still to be sent together; the next is the last.
    var waiting: [Range<Int>]
    /// By text; empty until it has arrived.
    var embeddings: [[Float]]
    var failure: (any Error)?
  }

  /// The embeddings of `texts`.
  init(
    _ texts: [String], _ exchange: EmbeddingExchange, _ connections: ServiceConnections, width: Int?,
    _ limits: EmbeddingLimits,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.texts = texts
    self.exchange = exchange
    self.connections = connections
    self.width = width
    self.limits = limits
    self.isCancelled = isCancelled
    let parts = Self.parts(texts, limits)
    state = Mutex(State(waiting: parts.reversed(), embeddings: [[Float]](repeating: [], count: texts.count)))
  }

  /// Neighbouring texts that fit one request.
  private static func parts(_ texts: [String], _ limits: EmbeddingLimits) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    var bytes = 0
    for (place, text) in texts.enumerated() {
      if place > start, place - start == limits.texts || bytes + text.utf8.count > limits.bytes {
        parts.append(start..<place)
        start = place
        bytes = 0
      }
      bytes += text.utf8.count
    }
    if start < texts.count { parts.append(start..<texts.count) }
    return parts
  }

  /// Sends all requests and waits for their answers; returns an embedding for each text. Throws `IpaiError`.
  func run() throws -> [[Float]] {
    let count = min(limits.requests, state.withLock { $0.waiting.count })
    let others = DispatchGroup()
    for _ in 1..<max(1, count) {
      others.enter()
      Thread {
        self.work()
        others.leave()
      }.start()
    }
    work()
    others.wait()
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.embeddings
    }
  }

  /// Sends requests until there are none, or one has failed for good.
  private func work() {
    let session = connections.take()
    defer { connections.giveBack(session) }
    while let part = claim() {
      do { try send(part, over: session) } catch { state.withLock { $0.failure = $0.failure ?? error } }
    }
  }

  private func claim() -> Range<Int>? {
    state.withLock { state in
      guard state.failure == nil else { return nil }
      return state.waiting.popLast()
    }
  }

  private func send(_ part: Range<Int>, over session: HTTPSession) throws {
    for attempt in 1... {
      try waitForTurn()
      do throws(EmbeddingExchange.Failure) {
        let found = try exchange.embed(
          Array(texts[part]), over: session, timeout: limits.timeout, isCancelled: { [self] in hasEnded })
        if let width, let wrong = found.first(where: { $0.count != width }) {
          throw exchange.unusable("has an embedding of \(wrong.count) numbers instead of \(width)")
        }
        return state.withLock { $0.embeddings.replaceSubrange(part, with: found) }
      } catch {
        switch error.remedy {
        case .none: throw error.error
        case .fewerTexts:
          let middle = part.lowerBound + part.count / 2
          return state.withLock { $0.waiting += [middle..<part.upperBound, part.lowerBound..<middle] }
        case .later(let seconds):
          guard attempt < limits.attempts, seconds ?? 0 <= limits.longestPause, hasTime else { throw error.error }
          try pause(seconds, after: attempt)
        }
      }
    }
  }

  /// Whether another attempt may begin.
  private var hasTime: Bool {
    guard let patience = limits.patience else { return true }
    return Date().timeIntervalSince(start) < patience
  }

  /// True when nothing is waited for any longer.
  private var hasEnded: Bool { isCancelled() || state.withLock { $0.failure } != nil }
}

// MARK: Pauses

extension EmbeddingJob {
  /// Waits for the seconds that the service asked for, which holds for all requests, or else for a time that doubles with each attempt.
  private func pause(_ seconds: Double?, after attempt: Int) throws {
    guard let seconds else {
      let usual = 0.25 * Double(1 << attempt) * Double.random(in: 0.5...1)
      return try wait(until: Date(timeIntervalSinceNow: min(limits.longestPause, usual)))
    }
    connections.pause(until: Date(timeIntervalSinceNow: seconds))
  }

  private func waitForTurn() throws {
    guard let end = connections.pausedUntil else { return }
    // Who searches does not wait for the end of a long pause.
    if let patience = limits.patience, end.timeIntervalSinceNow > patience {
      throw exchange.unavailable("it asked for a pause")
    }
    try wait(until: end)
  }

  private func wait(until end: Date) throws {
    while case let rest = end.timeIntervalSinceNow, rest > 0 {
      if hasEnded { throw IpaiError(.interrupted, "interrupted") }
      Thread.sleep(forTimeInterval: min(0.1, rest))
    }
  }
}
