/// The hash of a piece, made byte by byte, so that all prefixes of a word are hashed in one pass.
struct PieceHash {
  private var state: UInt64

  /// The hash of no bytes; a piece that continues a word differs from one that starts it.
  init(continues: Bool) { state = if continues { 0x9AE1_6A3B_2F90_404F } else { 0xCBF2_9CE4_8422_2325 } }

  /// Adds the next byte, as FNV-1a does (draft-eastlake-fnv).
  mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  /// The hash of the bytes so far, with all bits mixed.
  var value: UInt64 { (state ^ state >> 32) &* 0xD6E8_FEB8_6659_FD93 ^ state >> 29 }
}
