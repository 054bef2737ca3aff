/// The sign at the end of lines.
enum LineEnd {
  /// The one that a text uses first: LF, CR LF or CR; LF for a text of one line.
  static func first(in bytes: [UInt8]) -> String {
    guard let index = bytes.firstIndex(where: isPart) else { return "\n" }
    if bytes[index] == UInt8(ascii: "\n") { return "\n" }
    return index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n") ? "\r\n" : "\r"
  }

  /// True for LF and CR.
  static func isPart(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
