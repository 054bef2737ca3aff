/// Bytes of a text in whose place others stand; an empty range is an insertion.
package struct TextEdit: Equatable, Sendable {
  /// The bytes of the old text, from 0 on.
  package let range: Range<Int>
  /// What takes their place.
  package let replacement: String

  init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// Puts `text` before the byte at `offset`.
  init(at offset: Int, _ text: String) { self.init(offset..<offset, text) }

  /// The new text; the edits stand in the order of their ranges, which do not overlap.
  static func applied(_ edits: [TextEdit], to bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.utf8.count })
    var position = 0
    for edit in edits {
      result += bytes[position..<edit.range.lowerBound]
      result += edit.replacement.utf8
      position = edit.range.upperBound
    }
    result += bytes[position...]
    return String(decoding: result, as: UTF8.self)
  }
}
