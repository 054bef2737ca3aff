import Foundation
import Synchronization

/// Reads lines from a file descriptor, on a thread of its own, since reading blocks.
enum LineReader {
  /// A line that was read.
  enum Line: Sendable {
    /// A whole line, without its line feed.
    case complete(Data)
    /// A line that was too long, and was skipped.
    case tooLong
  }

  /// The lines that are not blank, until the input ends. `closes` says whether the descriptor is closed then.
  ///
  /// Nothing is read while ``maxWaiting`` bytes wait for whoever takes the lines, so that the writer has to wait.
  static func lines(of descriptor: Int32, maxLength: Int, closes: Bool = false) -> Lines {
    let waiting = Waiting(limit: maxWaiting)
    let lines = AsyncStream<Line> { continuation in
      continuation.onTermination = { _ in waiting.end() }
      start(descriptor, maxLength: maxLength, closes: closes, isWanted: waiting.waitForRoom) { line in
        waiting.add(line.size)
        continuation.yield(line)
      } onEnd: {
        continuation.finish()
      }
    }
    return Lines(lines: lines, waiting: waiting)
  }

  /// Calls `take` with each line that is not blank, and `onEnd` when the input ends or `isWanted` says that there is no point in reading
  /// on. All three are called on the thread that reads.
  static func start(
    _ descriptor: Int32, maxLength: Int, closes: Bool = false, isWanted: @escaping @Sendable () -> Bool = { true },
    take: @escaping @Sendable (Line) -> Void, onEnd: @escaping @Sendable () -> Void
  ) {
    let thread = Thread {
      var splitter = LineSplitter(maxLength: maxLength)
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while isWanted() {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        for line in splitter.add(buffer[..<count]) { take(line) }
      }
      if let last = splitter.rest { take(last) }
      if closes { close(descriptor) }
      onEnd()
    }
    thread.name = "mcp.input"
    thread.start()
  }

  /// How many bytes of lines may wait to be taken.
  static let maxWaiting = 8 << 20

  /// A sequence of lines. Each line that is taken makes room for more.
  struct Lines: AsyncSequence, Sendable {
    fileprivate let lines: AsyncStream<Line>
    fileprivate let waiting: Waiting

    /// Takes lines one by one.
    struct AsyncIterator: AsyncIteratorProtocol {
      fileprivate var lines: AsyncStream<Line>.AsyncIterator
      fileprivate let waiting: Waiting

      mutating func next() async -> Line? {
        guard let line = await lines.next() else { return nil }
        waiting.add(-line.size)
        return line
      }
    }

    func makeAsyncIterator() -> AsyncIterator {
      AsyncIterator(lines: lines.makeAsyncIterator(), waiting: waiting)
    }
  }
}

extension LineReader.Line {
  /// How many bytes of memory a line takes while it waits. Each takes some besides its text.
  fileprivate var size: Int { if case .complete(let data) = self { data.count + 64 } else { 64 } }
}

/// Counts the bytes that wait to be taken, and blocks the thread that reads while there are too many.
private final class Waiting: Sendable {
  private let limit: Int
  private let state = Mutex(State())
  private let hasRoom = DispatchSemaphore(value: 0)

  private struct State {
    var bytes = 0
    var isOver = false
    /// Whether the thread is blocked.
    var isStopped = false
  }

  init(limit: Int) { self.limit = limit }

  func add(_ count: Int) { change { $0.bytes += count } }

  /// Notes that nobody takes anything any more.
  func end() { change { $0.isOver = true } }

  private func change(_ body: (inout State) -> Void) {
    let wakes = state.withLock { state in
      body(&state)
      guard state.isStopped, state.isOver || state.bytes < limit else { return false }
      state.isStopped = false
      return true
    }
    if wakes { hasRoom.signal() }
  }

  /// Blocks until there is room. Returns false when there is no point in reading on.
  func waitForRoom() -> Bool {
    while true {
      let (isOver, stops) = state.withLock { state in
        state.isStopped = !state.isOver && state.bytes >= limit
        return (state.isOver, state.isStopped)
      }
      guard stops else { return !isOver }
      hasRoom.wait()
    }
  }
}
