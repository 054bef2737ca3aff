/// Where a byte of a text stands; lines end with LF, CR LF or CR.
struct TextPlace: Equatable {
  /// From 1 on.
  let line: Int
  /// In Unicode scalars, from 1 on; a byte order mark is not counted.
  let column: Int

  init(_ offset: Int, in bytes: [UInt8]) {
    var line = 1
    var start = ByteOrderMark.length(in: bytes)
    for index in start..<max(start, offset) where Self.endsLine(index, bytes) {
      line += 1
      start = index + 1
    }
    self.line = line
    column = bytes[start..<max(start, offset)].count { $0 & 0xC0 != 0x80 } + 1
  }

  /// True at the last byte of a line's end.
  private static func endsLine(_ index: Int, _ bytes: [UInt8]) -> Bool {
    if bytes[index] == UInt8(ascii: "\n") { return true }
    return bytes[index] == UInt8(ascii: "\r") && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"))
  }
}
