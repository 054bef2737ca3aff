import Foundation

/// Tells JSON without large numbers from JSON that may have some, by the look of them.
enum LargeNumbers {
  /// A number of fewer digits is less than 1e15.
  private static let manyDigits = 16

  /// Whether a number outside of strings has sixteen digits before its point, or an exponent that is not negative. Without one, all numbers
  /// are less than 1e15.
  static func mayBe(in json: UnsafeRawBufferPointer) -> Bool {
    var place = 0
    var digits = 0
    var hasPoint = false
    while place < json.count {
      let byte = json[place]
      place += 1
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if !hasPoint { digits += 1 }
        if digits >= manyDigits { return true }
      case UInt8(ascii: "."): hasPoint = true
      case UInt8(ascii: "e") where digits > 0, UInt8(ascii: "E") where digits > 0:
        guard place < json.count, json[place] == UInt8(ascii: "-") else { return true }
        // What follows are the digits of the exponent.
        hasPoint = true
      default:
        (digits, hasPoint) = (0, false)
        if byte == UInt8(ascii: "\"") { place = end(ofString: json, from: place) }
      }
    }
    return false
  }

  /// The place behind the quote that ends a string.
  private static func end(ofString json: UnsafeRawBufferPointer, from start: Int) -> Int {
    var place = start
    while place < json.count, json[place] != UInt8(ascii: "\"") {
      place += json[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return place + 1
  }
}
