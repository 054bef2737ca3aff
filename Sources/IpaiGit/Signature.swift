/// Who made a commit and when, as its header says.
package struct Signature: Hashable, Sendable {
  /// The name; empty when the header has none.
  package let name: String
  /// The address without its angle brackets; empty when the header has none.
  package let email: String
  /// Seconds since 1970, of any size; 0 when the header has no time.
  package let seconds: Int64
  /// How many minutes the clock was ahead of UTC; 0 when the header has no zone.
  package let offset: Int

  /// A signature with its parts.
  package init(name: String, email: String, seconds: Int64, offset: Int = 0) {
    self.name = name
    self.email = email
    self.seconds = seconds
    self.offset = offset
  }

  /// Reads `Name <email> seconds zone`; as in git, any part may be missing.
  package init(_ line: Slice<UnsafeRawBufferPointer>, encoding: String?) {
    let open = line.firstIndex(of: UInt8(ascii: "<"))
    let close = line.lastIndex(of: UInt8(ascii: ">"))
    let nameEnd = open ?? close ?? line.endIndex
    name = Self.text(line[..<nameEnd], encoding)
    if let open, let close, open < close {
      email = Self.text(line[(open + 1)..<close], encoding)
    } else {
      email = ""
    }
    seconds = Self.seconds(in: line)
    offset = Self.offset(in: line)
  }

  /// Reads only the zone of a line, such as `+0530`, in minutes; 0 when it has none.
  package static func offset(in line: Slice<UnsafeRawBufferPointer>) -> Int {
    let zone = Array(line.suffix(5))
    guard zone.count == 5, zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-") else { return 0 }
    let digits = zone.dropFirst().map { Int($0) - 48 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return 0 }
    let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
    if zone[0] == UInt8(ascii: "-") { return -minutes }
    return minutes
  }

  /// Reads only the time of a line, in seconds since 1970: a walk needs nothing else of it.
  static func seconds(in line: Slice<UnsafeRawBufferPointer>) -> Int64 {
    let start = (line.lastIndex(of: UInt8(ascii: ">")) ?? line.startIndex - 1) + 1
    guard start <= line.endIndex else { return 0 }
    var digits = line[start...].drop { $0 == UInt8(ascii: " ") }
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    var value: Int64 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { break }
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = product.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      if tooLarge || overflow {
        if isNegative { return .min }
        return .max
      }
      value = sum
    }
    if isNegative { return -value }
    return value
  }

  private static func text(_ part: Slice<UnsafeRawBufferPointer>, _ encoding: String?) -> String {
    let space = UInt8(ascii: " ")
    guard let start = part.firstIndex(where: { $0 != space }), let end = part.lastIndex(where: { $0 != space }) else {
      return ""
    }
    return trimmed(decodeText(UnsafeRawBufferPointer(rebasing: part[start...end]), encoding: encoding))
  }

  /// True for words of ASCII with one space between them.
  private static func isPlain(_ text: String.UTF8View) -> Bool {
    var previous = UInt8(ascii: " ")
    for byte in text {
      guard byte > 0x20 && byte < 0x7F || byte == 0x20 && previous != 0x20 else { return false }
      previous = byte
    }
    return previous != 0x20
  }

  /// The text without the white space and NULs that would break a line of output.
  private static func trimmed(_ text: String) -> String {
    // Most names are plain words of ASCII with single spaces, and recognizing the white space of all of Unicode is slow.
    if isPlain(text.utf8) { return text }
    return text.split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
  }
}
