/// A place of a term in a document; they are ordered by term, field and position.
struct TermOccurrence: Comparable {
  private let key: UInt64

  /// `term`: its number in the segment, below 2²⁸; `field` below 16; `position` below 2³².
  init(term: Int, field: Int, position: Int) {
    key = UInt64(term) << 36 | UInt64(field) << 32 | UInt64(position)
  }

  var term: Int { Int(key >> 36) }
  var field: Int { Int(key >> 32 & 15) }
  var position: Int { Int(key & 0xFFFF_FFFF) }

  static func < (left: TermOccurrence, right: TermOccurrence) -> Bool { left.key < right.key }
}
