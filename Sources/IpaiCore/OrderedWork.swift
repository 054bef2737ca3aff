import Dispatch
import Foundation
import Synchronization

/// Does pieces of blocking work on its own threads and passes the results on in the order of the pieces.
///
/// For each thread at most a few pieces are in progress or waiting, which bounds the memory.
package struct OrderedWork<Piece: Sendable, Output: Sendable>: Sendable {
  /// How many threads do the work.
  private let threads: Int
  /// Called once on each thread; what it returns does the pieces of that thread.
  private let makeWorker: @Sendable () throws -> (Piece) throws -> Output

  private static var waitingPerThread: Int { 3 }

  /// `makeWorker` is called once on each of `threads` threads; what it returns does the pieces of that thread.
  package init(threads: Int, makeWorker: @escaping @Sendable () throws -> (Piece) throws -> Output) {
    self.threads = threads
    self.makeWorker = makeWorker
  }

  /// Begins to do the pieces that `next` gives until it gives nil. Their outputs are to be taken from what it returns, which has to be
  /// stopped afterwards.
  ///
  /// `next` is called on the threads of the work, by one of them at a time.
  package func start(_ next: sending @escaping () throws -> Piece?) -> OrderedResults<Piece, Output> {
    let board = Board<Piece, Output>(next, slots: threads * Self.waitingPerThread)
    let group = DispatchGroup()
    for _ in 0..<threads {
      group.enter()
      Thread {
        work(board)
        group.leave()
      }.start()
    }
    return OrderedResults(board, group, threads: threads)
  }

  private func work(_ board: Board<Piece, Output>) {
    let worker = Result { try makeWorker() }
    while let claim = board.claim() {
      board.put(claim.number, Result { try worker.get()(claim.piece.get()) })
    }
  }
}

/// The outputs of work that is under way, in the order of its pieces. One at a time may take them.
package final class OrderedResults<Piece: Sendable, Output: Sendable> {
  private let board: Board<Piece, Output>
  private let group: DispatchGroup
  private let threads: Int
  private var number = 0

  fileprivate init(_ board: Board<Piece, Output>, _ group: DispatchGroup, threads: Int) {
    self.board = board
    self.group = group
    self.threads = threads
  }

  /// The next output, waited for; nil at the end. Throws the error of a piece, after which there are no more.
  package func next() throws -> Output? {
    let output = try board.take(number)
    number += 1
    return output
  }

  /// Ends the work, whatever is left of it, and waits for its threads.
  package func stop() {
    board.stop(threads: threads)
    group.wait()
  }
}

/// Where the threads get pieces and put results, and the consumer takes them.
private final class Board<Piece: Sendable, Output: Sendable>: Sendable {
  /// A piece to do, or the error of the source.
  struct Claim: Sendable {
    let number: Int
    let piece: Result<Piece, any Error>
  }

  private struct Source {
    let next: () throws -> Piece?
    var count = 0
    var isAtEnd = false

    mutating func claim() -> Claim? {
      guard !isAtEnd else { return nil }
      do {
        guard let piece = try next() else {
          isAtEnd = true
          return nil
        }
        count += 1
        return Claim(number: count - 1, piece: .success(piece))
      } catch {
        isAtEnd = true
        count += 1
        return Claim(number: count - 1, piece: .failure(error))
      }
    }
  }

  private struct State {
    var results: [Int: Result<Output, any Error>] = [:]
    /// How many pieces there are; nil as long as that is not known.
    var count: Int?
  }

  private let source: Mutex<Source>
  private let state = Mutex(State())
  private let slots: DispatchSemaphore
  private let arrivals = DispatchSemaphore(value: 0)

  /// Starts at 0 and counts up: a semaphore that is released with less than its first value ends the process, as it
  /// would whenever the consumer stops with results outstanding.
  init(_ next: sending @escaping () throws -> Piece?, slots: Int) {
    source = Mutex(Source(next: next))
    self.slots = DispatchSemaphore(value: 0)
    for _ in 0..<slots { self.slots.signal() }
  }

  /// The next piece to do, when there is room for its result; nil when there is nothing left.
  func claim() -> Claim? {
    slots.wait()
    let (claim, count) = source.withLock { source in (source.claim(), source.count) }
    if let claim { return claim }
    state.withLock { $0.count = count }
    arrivals.signal()
    slots.signal()
    return nil
  }

  func put(_ number: Int, _ result: Result<Output, any Error>) {
    state.withLock { $0.results[number] = result }
    arrivals.signal()
  }

  /// The result of a piece, waited for; nil when there are no more. Throws the error of the piece.
  func take(_ number: Int) throws -> Output? {
    while true {
      let (result, count) = state.withLock { ($0.results.removeValue(forKey: number), $0.count) }
      if let result {
        slots.signal()
        return try result.get()
      }
      if number == count { return nil }
      arrivals.wait()
    }
  }

  func stop(threads: Int) {
    source.withLock { $0.isAtEnd = true }
    for _ in 0..<threads { slots.signal() }
  }
}
