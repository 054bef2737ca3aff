/// A text with its lines: what a splitter works on.
package struct SourceText: Sendable {
  /// The text in UTF-8.
  package let bytes: [UInt8]
  /// The lines in their order, as ranges of `bytes` without their line breaks. A break at the end of the text begins no line.
  package let lines: [Range<Int>]

  /// A text whose lines end with LF, CR LF or CR.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var lines: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0D {
        lines.append(start..<index)
        if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        start = index + 1
      }
      index += 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    self.lines = lines
  }

  /// The bytes of a line, counted from 0.
  func line(_ number: Int) -> ArraySlice<UInt8> { bytes[lines[number]] }

  /// The text of several lines.
  func text(_ numbers: Range<Int>) -> String {
    guard let first = numbers.first, let last = numbers.last else { return "" }
    return String(decoding: bytes[lines[first].lowerBound..<lines[last].upperBound], as: UTF8.self)
  }

  /// Whether a line has nothing but white space.
  func isBlank(_ number: Int) -> Bool { line(number).allSatisfy(\.isASCIISpace) }

  /// How many columns of white space a line begins with; a tab counts as four.
  func indent(_ number: Int) -> Int {
    var columns = 0
    for byte in line(number) {
      if byte == 0x20 {
        columns += 1
      } else if byte == 0x09 {
        columns += 4
      } else {
        break
      }
    }
    return columns
  }

  /// A line without the white space around it.
  func trimmed(_ number: Int) -> ArraySlice<UInt8> { line(number).trimmingASCIISpace }
}

extension UInt8 {
  /// Whether it is a space, a tab or another white space of ASCII.
  var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  /// Whether it can be in an identifier; bytes beyond ASCII can.
  var isIdentifier: Bool {
    self >= 0x80 || self == 0x5F || (0x30...0x39).contains(self) || (0x41...0x5A).contains(self)
      || (0x61...0x7A).contains(self)
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without the white space around them.
  var trimmingASCIISpace: ArraySlice<UInt8> {
    let start = drop(while: \.isASCIISpace)
    guard let last = start.lastIndex(where: { !$0.isASCIISpace }) else { return start.prefix(0) }
    return start[...last]
  }

  /// The bytes as text.
  var text: String { String(decoding: self, as: UTF8.self) }
}
