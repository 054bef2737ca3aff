public import Foundation

extension JSON {
  /// An upper estimate of the memory, in bytes, that it takes to read a JSON text. Small objects take hundreds of times the
  /// size of their text.
  ///
  /// The text is not checked.
  public static func footprint(of text: Data) -> Int {
    var footprint = 2 * text.count
    text.withUnsafeBytes { bytes in
      var index = 0
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "\""): index = endOfString(in: bytes, from: index + 1)
        case UInt8(ascii: "{"): footprint += Self.objectBytes
        case UInt8(ascii: "["), UInt8(ascii: ","): footprint += Self.valueBytes
        case UInt8(ascii: ":"): footprint += 2 * Self.valueBytes
        default: break
        }
        index += 1
      }
    }
    return footprint
  }

  /// Whether the footprint of a text is larger than `limit`. A text that is too short for that is not looked at.
  static func footprint(of text: Data, exceeds limit: Int) -> Bool {
    text.count > limit / (objectBytes + 2) && footprint(of: text) > limit
  }

  /// The index of the quotation mark that ends a string.
  private static func endOfString(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return bytes.count }
    var index = start
    while index < bytes.count, let found = memchr(base + index, 0x22, bytes.count - index) {
      let end = UnsafeRawPointer(found) - base
      var backslashes = 0
      while end - backslashes > start, bytes[end - backslashes - 1] == UInt8(ascii: "\\") { backslashes += 1 }
      if backslashes.isMultiple(of: 2) { return end }
      index = end + 1
    }
    return bytes.count
  }

  /// Measured on texts of small objects, of small arrays and of numbers.
  private static let objectBytes = 3000
  private static let valueBytes = 120
}
