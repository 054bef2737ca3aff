import IpaiCore

/// The ids of the pieces of a WordPiece vocabulary, in a hash table with open addressing on the mapped file.
struct VocabularyTable {
  /// The ids of the tokens with a meaning of their own.
  struct Special {
    /// The ids of [PAD], [UNK], [CLS], [SEP] and [MASK].
    let padding, unknown, start, end, mask: Int32
  }

  /// The ids of the tokens with a meaning of their own.
  let special: Special
  /// The length in bytes of the longest piece, without `##`.
  let longest: Int
  private let mask: UInt64
  private let slots: UnsafePointer<Slot>
  private let letters: UnsafePointer<UInt8>
  private let letterCount: Int

  /// A slot of the hash table as it lies in the file, 24 bytes.
  struct Slot: BitwiseCopyable {
    /// The value of the piece's `PieceHash`.
    var hash: UInt64 = 0
    /// The place of the piece's bytes among all letters.
    var start: UInt32 = 0
    /// The number of the piece's bytes.
    var length: UInt16 = 0
    /// Fills the slot up to a multiple of 4 bytes.
    var unused: UInt16 = 0
    /// The id of the piece; -1 for a free slot.
    var id: Int32 = -1
    /// Fills the slot up to a multiple of 8 bytes.
    var reserved: UInt32 = 0
  }

  /// Reads what `VocabularyTableBuilder` wrote. Throws `IpaiError(.unavailable)` for impossible sizes.
  init(_ section: UnsafeRawBufferPointer) throws {
    var cursor = SectionCursor(section)
    let sizes = try cursor.next(8, of: UInt32.self)
    let capacity = Int(sizes[0])
    guard capacity > 0, capacity & (capacity - 1) == 0 else {
      throw IpaiError(.unavailable, "the model file has a vocabulary of impossible size")
    }
    mask = UInt64(capacity - 1)
    letterCount = Int(sizes[1])
    longest = Int(sizes[2])
    let ids = (3..<8).map { Int32(bitPattern: sizes[$0]) }
    special = Special(padding: ids[0], unknown: ids[1], start: ids[2], end: ids[3], mask: ids[4])
    slots = try cursor.next(capacity, of: Slot.self)
    letters = try cursor.next(letterCount, of: UInt8.self)
  }

  /// The id of a piece with this hash; nil when it is not in the vocabulary.
  func id(_ piece: UnsafeRawBufferPointer, hash: PieceHash) -> Int32? {
    var slot = hash.value & mask
    // Half of the slots are free, unless the file is damaged.
    for _ in 0..<Self.longestProbe {
      let entry = slots[Int(slot)]
      if entry.id < 0 { return nil }
      if entry.hash == hash.value, isSame(entry, piece) { return entry.id }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private static let longestProbe = 4096

  private func isSame(_ entry: Slot, _ piece: UnsafeRawBufferPointer) -> Bool {
    guard Int(entry.length) == piece.count, Int(entry.start) + piece.count <= letterCount else { return false }
    return UnsafeRawBufferPointer(start: letters + Int(entry.start), count: piece.count).elementsEqual(piece)
  }
}
