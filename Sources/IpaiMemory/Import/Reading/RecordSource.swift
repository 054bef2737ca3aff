import Foundation
import IpaiCore

/// Divides the bytes of a file into records.
struct RecordSource {
  /// What a record is.
  enum Division {
    /// A line that is not blank.
    case lines
    /// A JSON value at the top of the file, or an element of an array there.
    case values
  }

  /// The next record, or the line of one that is too long.
  enum Item {
    case record(ImportRecord)
    case tooLong(line: Int)
  }

  private let source: ImportSource
  private let division: Division
  /// True within an array at the top of the file.
  private var isInArray = false

  /// Divides a source of which nothing was read yet. Throws `ImportFailure` when it cannot be read.
  init(_ source: ImportSource, _ format: ImportFormat) throws(ImportFailure) {
    self.source = source
    division = try Self.division(of: source, format)
  }

  /// The next item; nil at the end of the file. Throws `ImportFailure` when the bytes cannot be read.
  mutating func next() throws(ImportFailure) -> Item? {
    switch division {
    case .lines: try nextLine()
    case .values: try nextValue()
    }
  }

  /// Formats of lines are also met as one value over many lines, as tools that indent JSON write it, or as an array.
  private static func division(of source: ImportSource, _ format: ImportFormat) throws(ImportFailure) -> Division {
    switch format {
    case .claudeCode, .codex: return .lines
    case .chatGPT: return .values
    case .mcpMemory, .jsonl:
      return try source.peek(4096) { bytes in
        guard let start = bytes.firstIndex(where: { !isSpace($0) }) else { return .lines }
        if bytes[start] == UInt8(ascii: "[") { return .values }
        guard bytes[start] == UInt8(ascii: "{") else { return .lines }
        // Alone on its line it begins a value of many lines.
        let next = bytes[(start + 1)...].first { $0 == UInt8(ascii: "\n") || !isSpace($0) }
        if next == nil || next == UInt8(ascii: "\n") { return .values }
        return .lines
      }
    }
  }

  private func nextLine() throws(ImportFailure) -> Item? {
    while let taken = try source.take({ bytes in bytes.firstIndex(of: UInt8(ascii: "\n"), from: 0).map { $0 + 1 } }) {
      let line = source.line
      source.line += 1
      switch taken {
      case .tooLong: return .tooLong(line: line)
      case .bytes(let bytes):
        guard !bytes.allSatisfy(Self.isSpace) else { continue }
        return .record(ImportRecord(bytes: bytes, line: line, isCut: bytes.last != UInt8(ascii: "\n")))
      }
    }
    return nil
  }

  private mutating func nextValue() throws(ImportFailure) -> Item? {
    try skipSeparators()
    let line = source.line
    var scanner = JSONValueScanner()
    guard let taken = try source.take({ scanner.scan($0) }) else { return nil }
    source.line += scanner.newlines
    switch taken {
    case .tooLong: return .tooLong(line: line)
    case .bytes(let bytes): return .record(ImportRecord(bytes: bytes, line: line, isCut: !scanner.canEnd))
    }
  }

  /// Passes over what stands before and between the values.
  private mutating func skipSeparators() throws(ImportFailure) {
    while true {
      var isInArray = isInArray
      var newlines = 0
      let (skipped, all) = try source.peek { bytes in
        let end = bytes.firstIndex { byte in
          if byte == UInt8(ascii: "\n") { newlines += 1 }
          return !Self.isSeparator(byte, &isInArray)
        }
        return (end ?? bytes.count, bytes.count)
      }
      self.isInArray = isInArray
      source.line += newlines
      source.skip(skipped)
      if skipped < all || all == 0 { return }
    }
  }

  private static func isSeparator(_ byte: UInt8, _ isInArray: inout Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "["):
      defer { isInArray = true }
      return !isInArray
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      // A bracket that closes nothing is passed over, so that what follows is still read.
      isInArray = false
      return true
    case UInt8(ascii: ","): return true
    default: return isSpace(byte)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }
}
