import Foundation
import Synchronization

/// Reads lines from a file descriptor, on a thread of its own since reading waits.
enum LineReader {
  enum Line: Sendable {
    case complete(Data)
    /// A line that was longer than it may be, and was passed over.
    case tooLong
  }

  /// The lines that are not empty, until the input ends. `closes`: whether the descriptor is closed then.
  ///
  /// No more is read while ``maxWaiting`` bytes wait for whoever takes the lines, so that it is the writer who waits.
  static func lines(of descriptor: Int32, maxLength: Int, closes: Bool = false) -> Lines {
    let waiting = Waiting(limit: maxWaiting)
    let lines = AsyncStream<Line> { continuation in
      let thread = Thread {
        var splitter = LineSplitter(maxLength: maxLength)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while waiting.waitForRoom() {
          let count = read(descriptor, &buffer, buffer.count)
          if count < 0, errno == EINTR { continue }
          guard count > 0 else { break }
          let lines = splitter.add(buffer[..<count])
          if !lines.isEmpty { waiting.add(lines.reduce(0) { $0 + $1.size }) }
          for line in lines { continuation.yield(line) }
        }
        if let last = splitter.rest { continuation.yield(last) }
        if closes { close(descriptor) }
        continuation.finish()
      }
      continuation.onTermination = { _ in waiting.end() }
      thread.name = "mcp.input"
      thread.start()
    }
    return Lines(lines: lines, waiting: waiting)
  }

  /// How many bytes of lines may wait to be taken.
  static let maxWaiting = 8 << 20

  /// Lines, of which each that is taken makes room for more.
  struct Lines: AsyncSequence, Sendable {
    fileprivate let lines: AsyncStream<Line>
    fileprivate let waiting: Waiting

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
  /// The bytes that a line takes while it waits; each takes some beside its text.
  fileprivate var size: Int { if case .complete(let data) = self { data.count + 64 } else { 64 } }
}

/// Counts the bytes that wait to be taken, and stops the thread that reads while there are too many.
private final class Waiting: Sendable {
  private let limit: Int
  private let state = Mutex(State())
  private let hasRoom = DispatchSemaphore(value: 0)

  private struct State {
    var bytes = 0
    var isOver = false
    /// Whether the thread has stopped.
    var isStopped = false
  }

  init(limit: Int) { self.limit = limit }

  func add(_ count: Int) { change { $0.bytes += count } }

  /// Nobody takes anything any more.
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

  /// False when there is no use in reading on.
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

/// Cuts bytes into lines.
struct LineSplitter {
  private let maxLength: Int
  private var line = Data()
  private var isSkipping = false

  init(maxLength: Int) { self.maxLength = maxLength }

  mutating func add(_ bytes: ArraySlice<UInt8>) -> [LineReader.Line] {
    var lines: [LineReader.Line] = []
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      append(rest[..<end], &lines)
      if !isSkipping, let line = complete { lines.append(line) }
      (line, isSkipping) = (Data(), false)
      rest = rest[rest.index(after: end)...]
    }
    append(rest, &lines)
    return lines
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>, _ lines: inout [LineReader.Line]) {
    guard !isSkipping else { return }
    line.append(contentsOf: bytes)
    guard line.count > maxLength else { return }
    lines.append(.tooLong)
    (line, isSkipping) = (Data(), true)
  }

  /// What stands after the last line feed.
  var rest: LineReader.Line? { isSkipping ? nil : complete }

  private var complete: LineReader.Line? {
    line.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 } ? nil : .complete(line)
  }
}
