import IpaiCore

/// Numbers in base 128, the low groups first, with the high bit set in all bytes but the last (LEB128).
enum VariableInteger {
  /// Appends a number.
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = UInt(number)
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Reads numbers one after the other.
  struct Reader {
    private let bytes: [UInt8]
    private(set) var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    /// The next number, at most 2³¹ - 1. Throws `IpaiError(.unavailable)` for bytes that are none.
    mutating func next() throws -> Int {
      var value = 0
      var shift = 0
      while place < bytes.count, shift < 35 {
        let byte = bytes[place]
        place += 1
        value |= Int(byte & 0x7F) << shift
        if byte < 0x80 {
          guard value <= Int32.max else { break }
          return value
        }
        shift += 7
      }
      throw Self.damaged
    }

    /// Passes over numbers. Throws `IpaiError(.unavailable)` when there are not so many.
    mutating func skip(_ count: Int) throws {
      var left = count
      while left > 0, place < bytes.count {
        if bytes[place] < 0x80 { left -= 1 }
        place += 1
      }
      if left > 0 { throw Self.damaged }
    }

    private static var damaged: IpaiError {
      IpaiError(.unavailable, "the index of words in the database is damaged", hint: "restore it from a backup")
    }
  }
}
