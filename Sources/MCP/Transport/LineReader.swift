import Foundation

/// Reads lines from a file descriptor, on a thread of its own since reading waits.
enum LineReader {
  enum Line: Sendable {
    case complete(Data)
    /// A line that was longer than it may be, and was passed over.
    case tooLong
  }

  /// The lines that are not empty, until the input ends. `closes`: whether the descriptor is closed then.
  static func lines(of descriptor: Int32, maxLength: Int, closes: Bool = false) -> AsyncStream<Line> {
    AsyncStream { continuation in
      let thread = Thread {
        var splitter = LineSplitter(maxLength: maxLength)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
          let count = read(descriptor, &buffer, buffer.count)
          if count < 0, errno == EINTR { continue }
          guard count > 0 else { break }
          for line in splitter.add(buffer[..<count]) { continuation.yield(line) }
        }
        if let last = splitter.rest { continuation.yield(last) }
        if closes { close(descriptor) }
        continuation.finish()
      }
      thread.name = "mcp.input"
      thread.start()
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
