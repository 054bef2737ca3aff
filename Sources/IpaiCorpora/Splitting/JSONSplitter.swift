import Foundation

/// Divides JSON (RFC 8259) by records: the elements of an array, and the members of an object that is too long for one passage.
struct JSONSplitter {
  private let text: SourceText
  private var passages: [Passage] = []

  /// How many bytes an object or an element has that is divided further.
  private static let longRecord = 1_000
  /// How deep values are divided.
  private static let mostLevels = 16

  /// The passages of a text; nil when it is not JSON.
  static func passages(of text: SourceText) -> [Passage]? {
    guard (try? JSONSerialization.jsonObject(with: Data(text.bytes), options: .fragmentsAllowed)) != nil else {
      return nil
    }
    var splitter = JSONSplitter(text: text)
    splitter.divide(0..<text.bytes.count, [], level: 0)
    return splitter.passages
  }

  private init(text: SourceText) { self.text = text }

  private mutating func divide(_ range: Range<Int>, _ path: [String], level: Int) {
    let range = trimmed(range)
    guard let first = range.first else { return }
    let isArray = text.bytes[first] == UInt8(ascii: "[")
    let isObject = text.bytes[first] == UInt8(ascii: "{")
    guard isArray && level < Self.mostLevels || isObject && level < Self.mostLevels && range.count > Self.longRecord
    else {
      add(range, path)
      return
    }
    for child in children(of: range) {
      guard isObject, let colon = colon(in: child) else {
        add(child, path, dividing: isArray ? level : nil)
        continue
      }
      divide(colon + 1..<child.upperBound, path + [key(child.lowerBound..<colon)], level: level + 1)
    }
  }

  /// Adds an element of an array, which is a record however small it is, or divides one that is too long.
  private mutating func add(_ range: Range<Int>, _ path: [String], dividing level: Int?) {
    guard let level, range.count > Self.longRecord else {
      add(range, path)
      return
    }
    divide(range, path, level: level + 1)
  }

  private mutating func add(_ range: Range<Int>, _ path: [String]) {
    let range = trimmed(range)
    guard !range.isEmpty,
      let value = try? JSONSerialization.jsonObject(with: Data(text.bytes[range]), options: .fragmentsAllowed)
    else { return }
    let lines = RecordSplitter.flattened(value, path.last ?? "")
    guard !lines.isEmpty else { return }
    let place = line(of: range.lowerBound)..<line(of: range.upperBound - 1) + 1
    passages += RecordSplitter.passages(lines.joined(separator: "\n"), place, path: path)
  }

  // MARK: Places

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let part = text.bytes[range].trimmingASCIISpace
    return part.startIndex..<part.endIndex
  }

  /// The elements or members between the brackets of a value.
  private func children(of range: Range<Int>) -> [Range<Int>] {
    var children: [Range<Int>] = []
    var start = range.lowerBound + 1
    forEachMark(in: range.lowerBound + 1..<range.upperBound - 1) { index, byte in
      if byte == UInt8(ascii: ",") {
        children.append(start..<index)
        start = index + 1
      }
      return true
    }
    children.append(start..<range.upperBound - 1)
    return children.filter { !trimmed($0).isEmpty }
  }

  /// Where the key of a member ends.
  private func colon(in member: Range<Int>) -> Int? {
    var found: Int?
    forEachMark(in: member) { index, byte in
      if byte == UInt8(ascii: ":") { found = index }
      return found == nil
    }
    return found
  }

  private func key(_ range: Range<Int>) -> String {
    let value = try? JSONSerialization.jsonObject(with: Data(text.bytes[trimmed(range)]), options: .fragmentsAllowed)
    return value as? String ?? ""
  }

  /// Calls `body` with each byte that is neither in a text nor in an inner value, until it returns false.
  private func forEachMark(in range: Range<Int>, _ body: (Int, UInt8) -> Bool) {
    var depth = 0
    var isText = false
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text.bytes[index]
      if isText {
        if byte == UInt8(ascii: "\\") { index += 1 }
        if byte == UInt8(ascii: "\"") { isText = false }
      } else if byte == UInt8(ascii: "\"") {
        isText = true
      } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        depth -= 1
      } else if depth == 0, !body(index, byte) {
        return
      }
      index += 1
    }
  }

  /// The line of a byte, counted from 0.
  private func line(of place: Int) -> Int {
    var (low, high) = (0, text.lines.count)
    while low < high {
      let middle = (low + high) / 2
      if text.lines[middle].lowerBound <= place { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
