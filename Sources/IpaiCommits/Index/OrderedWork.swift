import Dispatch
import Foundation
import Synchronization

/// Runs numbered pieces of blocking work on its own threads and passes the results on in order.
///
/// For each thread at most a few pieces are in progress or waiting, which bounds the memory.
struct OrderedWork<Output: Sendable>: Sendable {
  /// How many pieces there are, numbered from 0.
  let pieces: Int
  /// How many threads do them.
  let threads: Int
  /// Called once on each thread; what it returns does the pieces of that thread.
  let makeWorker: @Sendable () throws -> (Int) throws -> Output

  private static var waitingPerThread: Int { 3 }

  /// Calls `consume` with the output of each piece, in order, on the calling thread, as long as it returns true. The first
  /// error ends the run. Returns whether all pieces were consumed.
  func run(_ consume: (Output) throws -> Bool) throws -> Bool {
    let board = Board<Output>(slots: threads * Self.waitingPerThread)
    let group = DispatchGroup()
    for _ in 0..<threads {
      group.enter()
      Thread {
        work(board)
        group.leave()
      }.start()
    }
    defer {
      board.stop(threads: threads)
      group.wait()
    }
    for piece in 0..<pieces {
      guard try consume(board.take(piece)) else { return false }
    }
    return true
  }

  private func work(_ board: Board<Output>) {
    let worker = Result { try makeWorker() }
    while let piece = board.claim(of: pieces) {
      board.put(piece, Result { try worker.get()(piece) })
    }
  }
}

/// Where the threads put results and the consumer takes them.
private final class Board<Output: Sendable>: Sendable {
  private struct State {
    var next = 0
    var isStopped = false
    var results: [Int: Result<Output, any Error>] = [:]
  }

  private let state = Mutex(State())
  private let slots: DispatchSemaphore
  private let arrivals = DispatchSemaphore(value: 0)

  /// Starts at 0 and counts up: a semaphore that is released with less than its first value ends the process, as it
  /// would whenever the consumer stops with results outstanding.
  init(slots: Int) {
    self.slots = DispatchSemaphore(value: 0)
    for _ in 0..<slots { self.slots.signal() }
  }

  /// The next piece to do, when there is room for its result; nil when there is nothing left.
  func claim(of pieces: Int) -> Int? {
    slots.wait()
    let piece = state.withLock { state -> Int? in
      guard !state.isStopped, state.next < pieces else { return nil }
      state.next += 1
      return state.next - 1
    }
    if piece == nil { slots.signal() }
    return piece
  }

  func put(_ piece: Int, _ result: Result<Output, any Error>) {
    state.withLock { $0.results[piece] = result }
    arrivals.signal()
  }

  func take(_ piece: Int) throws -> Output {
    while true {
      if let result = state.withLock({ $0.results.removeValue(forKey: piece) }) {
        slots.signal()
        return try result.get()
      }
      arrivals.wait()
    }
  }

  func stop(threads: Int) {
    state.withLock { $0.isStopped = true }
    for _ in 0..<threads { slots.signal() }
  }
}
