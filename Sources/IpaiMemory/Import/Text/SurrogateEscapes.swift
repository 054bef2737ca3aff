import Foundation
import IpaiCore

/// Repairs half characters in JSON: `\ud83d` without the other half, which programs write that cut a text in the middle
/// of a character, and which no decoder reads.
enum SurrogateEscapes {
  /// The text with `\ufffd` in the place of halves; the same text where there are none.
  static func repaired(_ text: Data) -> Data {
    let places = text.withUnsafeBytes(lonely)
    guard !places.isEmpty else { return text }
    var repaired = text
    for place in places {
      let start = repaired.startIndex + place
      repaired.replaceSubrange(start..<(start + 4), with: Array("fffd".utf8))
    }
    return repaired
  }

  /// Where the digits of escapes are that have no other half.
  private static func lonely(_ text: UnsafeRawBufferPointer) -> [Int] {
    var places: [Int] = []
    var place = 0
    while let escape = text.firstIndex(of: UInt8(ascii: "\\"), from: place) {
      place = escape + 2
      guard let unit = unit(text, escape) else { continue }
      place = escape + 6
      guard (0xD800...0xDFFF).contains(unit) else { continue }
      if unit < 0xDC00, let next = self.unit(text, place), (0xDC00...0xDFFF).contains(next) {
        place += 6
      } else {
        places.append(escape + 2)
      }
    }
    return places
  }

  /// The UTF-16 unit of an escape such as `\u00e9` at a place; nil for anything else.
  private static func unit(_ text: UnsafeRawBufferPointer, _ place: Int) -> UInt16? {
    guard place + 6 <= text.count, text[place] == UInt8(ascii: "\\"), text[place + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit: UInt16 = 0
    for digit in text[(place + 2)..<(place + 6)] {
      guard let value = value(of: digit) else { return nil }
      unit = unit << 4 | value
    }
    return unit
  }

  private static func value(of digit: UInt8) -> UInt16? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(digit - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(digit - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
