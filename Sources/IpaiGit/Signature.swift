/// Who made a commit and when, as its header says.
package struct Signature: Hashable, Sendable {
  package let name: String
  package let email: String
  /// Seconds since 1970, of any size; 0 where the header has none.
  package let seconds: Int64
  /// Minutes that the clock was ahead of UTC; 0 where the header has no zone.
  package let offset: Int

  package init(name: String, email: String, seconds: Int64, offset: Int = 0) {
    self.name = name
    self.email = email
    self.seconds = seconds
    self.offset = offset
  }

  /// Reads `Name <email> seconds zone`, tolerating what is missing as git does.
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

  /// The zone of the line alone, `+0530`, in minutes; 0 where it has none.
  package static func offset(in line: Slice<UnsafeRawBufferPointer>) -> Int {
    let zone = Array(line.suffix(5))
    guard zone.count == 5, zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-") else { return 0 }
    let digits = zone.dropFirst().map { Int($0) - 48 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return 0 }
    let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
    return zone[0] == UInt8(ascii: "-") ? -minutes : minutes
  }

  /// The time of the line alone, which a walk needs and nothing else of it.
  static func seconds(in line: Slice<UnsafeRawBufferPointer>) -> Int64 {
    let start = (line.lastIndex(of: UInt8(ascii: ">")) ?? line.startIndex - 1) + 1
    guard start <= line.endIndex else { return 0 }
    var digits = line[start...].drop { $0 == UInt8(ascii: " ") }
    let negative = digits.first == UInt8(ascii: "-")
    if negative { digits = digits.dropFirst() }
    var value: Int64 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { break }
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = product.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      if tooLarge || overflow { return negative ? .min : .max }
      value = sum
    }
    return negative ? -value : value
  }

  private static func text(_ part: Slice<UnsafeRawBufferPointer>, _ encoding: String?) -> String {
    let space = UInt8(ascii: " ")
    guard let start = part.firstIndex(where: { $0 != space }), let end = part.lastIndex(where: { $0 != space }) else {
      return ""
    }
    return trimmed(decodeText(UnsafeRawBufferPointer(rebasing: part[start...end]), encoding: encoding))
  }

  /// True for ASCII words with one space between them.
  private static func isPlain(_ text: String.UTF8View) -> Bool {
    var previous = UInt8(ascii: " ")
    for byte in text {
      guard byte > 0x20 && byte < 0x7F || byte == 0x20 && previous != 0x20 else { return false }
      previous = byte
    }
    return previous != 0x20
  }

  /// Without the spaces, line breaks and NULs that would break a line of output.
  private static func trimmed(_ text: String) -> String {
    // Most names are plain ASCII words with single spaces; telling what is white space in all of Unicode is slow.
    if isPlain(text.utf8) { return text }
    return text.split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
  }
}
