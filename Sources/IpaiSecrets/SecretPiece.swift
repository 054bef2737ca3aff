/// A part of the pattern of a token.
///
/// Patterns are matched from the left without going back: a run takes all the bytes that it can.
indirect enum SecretPiece: Sendable {
  /// This very text.
  case text([UInt8])
  /// Bytes of a set, as many as stand there, whose number must be in the range.
  case run(ByteSet, ClosedRange<Int>)
  /// The pieces when they match, and nothing otherwise.
  case optional([SecretPiece])

  /// This very text.
  static func text(_ text: String) -> SecretPiece { .text(Array(text.utf8)) }

  /// Exactly `count` bytes of `set`.
  static func run(_ set: ByteSet, _ count: Int) -> SecretPiece { .run(set, count...count) }

  /// At least the range's lower bound of bytes of `set`.
  static func run(_ set: ByteSet, _ counts: PartialRangeFrom<Int>) -> SecretPiece {
    .run(set, counts.lowerBound...Int.max)
  }
}
