import Foundation
import Synchronization

/// Batches of documents that are worked on several at once, each on a thread of its own.
final class ParallelBatches: Sendable {
  private struct State {
    /// The next is the last.
    var waiting: [ArraySlice<Int64>]
    var done = 0
    var running: Int
    var failure: (any Error)?
  }

  private let state: Mutex<State>
  private let threads: Int
  private let events = DispatchSemaphore(value: 0)

  /// `atOnce`: how many are worked on at the same time.
  init(_ batches: [ArraySlice<Int64>], atOnce: Int) {
    threads = min(atOnce, batches.count)
    state = Mutex(State(waiting: batches.reversed(), running: threads))
  }

  /// Works on all batches, or until one fails; the others that have begun are brought to their end. `report` is called on this
  /// thread with how many documents are done. Throws the first error of `work`.
  func run(_ work: @escaping @Sendable (ArraySlice<Int64>) throws -> Void, report: (_ done: Int) -> Void) throws {
    for _ in 0..<threads {
      Thread {
        self.workOff(work)
        self.state.withLock { $0.running -= 1 }
        self.events.signal()
      }.start()
    }
    while true {
      let (done, running, failure) = state.withLock { ($0.done, $0.running, $0.failure) }
      if running == 0 {
        if let failure { throw failure }
        return
      }
      report(done)
      events.wait()
    }
  }

  private func workOff(_ work: (ArraySlice<Int64>) throws -> Void) {
    while let batch = claim() {
      do {
        try work(batch)
        state.withLock { $0.done += batch.count }
      } catch {
        state.withLock { $0.failure = $0.failure ?? error }
      }
      events.signal()
    }
  }

  private func claim() -> ArraySlice<Int64>? {
    state.withLock { state in
      guard state.failure == nil else { return nil }
      return state.waiting.popLast()
    }
  }
}
