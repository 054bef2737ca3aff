import Foundation

/// A `SKILL.md` in its two parts: YAML between two lines `---`, and the Markdown below.
struct FrontMatter {
  /// Why the parts cannot be told apart.
  struct Fault: Error {
    let line: Int
    let message: String
    let hint: String
  }

  /// The line of the file on which the YAML starts.
  static let firstLine = 2

  /// The YAML between the two lines.
  let yaml: Slice<UnsafeRawBufferPointer>
  /// What follows.
  let body: Slice<UnsafeRawBufferPointer>
  /// The line of the file on which the body starts.
  let bodyLine: Int
  /// True when a byte order mark stands in front.
  let hasByteOrderMark: Bool

  /// Finds the parts of a text. Throws `Fault`.
  init(_ text: UnsafeRawBufferPointer) throws(Fault) {
    hasByteOrderMark = text.starts(with: [0xEF, 0xBB, 0xBF])
    let start = hasByteOrderMark ? 3 : 0
    var end = Self.endOfLine(text, start)
    guard Self.isFence(text[start..<end]) else {
      throw Fault(
        line: 1, message: "the front matter is missing",
        hint: "start the file with a line '---', the keys 'name' and 'description', and another line '---'")
    }
    let yamlStart = min(end + 1, text.count)
    var lineStart = yamlStart
    var line = Self.firstLine
    while lineStart < text.count {
      end = Self.endOfLine(text, lineStart)
      if Self.isFence(text[lineStart..<end]) {
        yaml = text[yamlStart..<lineStart]
        body = text[min(end + 1, text.count)...]
        bodyLine = line + 1
        return
      }
      lineStart = end + 1
      line += 1
    }
    throw Fault(
      line: 1, message: "the front matter that starts here is not closed", hint: "end it with a line '---'")
  }

  /// True when the body holds nothing but white space.
  var isBodyEmpty: Bool { body.allSatisfy { $0 <= UInt8(ascii: " ") } }

  private static func endOfLine(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    guard start < text.count, let base = text.baseAddress,
      let found = memchr(base + start, Int32(UInt8(ascii: "\n")), text.count - start)
    else { return text.count }
    return UnsafeRawPointer(found) - base
  }

  /// True for three hyphens with nothing but white space after them.
  private static func isFence(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard line.starts(with: "---".utf8) else { return false }
    return line.dropFirst(3).allSatisfy { [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains($0) }
  }
}
