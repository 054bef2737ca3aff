import Foundation

/// Splits bytes into lines.
struct LineSplitter {
  private let maxLength: Int
  private var line = Data()
  private var isSkipping = false

  /// A splitter at the start of a line; `maxLength` is the longest line, in bytes.
  init(maxLength: Int) { self.maxLength = maxLength }

  /// The lines that these bytes complete.
  mutating func add(_ bytes: ArraySlice<UInt8>) -> [LineReader.Line] {
    var lines: [LineReader.Line] = []
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      append(rest[..<end], &lines)
      if !isSkipping, let line = complete { lines.append(line) }
      line = Data()
      isSkipping = false
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
    line = Data()
    isSkipping = true
  }

  /// What came after the last line feed; nil when it is blank or too long.
  var rest: LineReader.Line? {
    if isSkipping { return nil }
    return complete
  }

  private var complete: LineReader.Line? {
    let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
    if isBlank { return nil }
    return .complete(line)
  }
}
