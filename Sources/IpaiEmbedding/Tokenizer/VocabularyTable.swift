import IpaiCore

/// The pieces of a WordPiece vocabulary by their bytes, in open addressing on the mapped file.
struct VocabularyTable {
  /// Ids of the tokens that mean something by themselves.
  struct Special {
    let padding, unknown, start, end, mask: Int32
  }

  let special: Special
  /// The longest piece in bytes, without `##`.
  let longest: Int
  private let mask: UInt64
  private let slots: UnsafePointer<Slot>
  private let letters: UnsafePointer<UInt8>
  private let letterCount: Int

  fileprivate struct Slot: BitwiseCopyable {
    var hash: UInt64 = 0
    var start: UInt32 = 0
    var length: UInt16 = 0
    var unused: UInt16 = 0
    /// -1 where free.
    var id: Int32 = -1
    var reserved: UInt32 = 0
  }

  /// Reads what `VocabularyTableBuilder` wrote. Throws `IpaiError(.unavailable)` for sizes that cannot be.
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

  /// The id of a piece whose hash is known; nil when it is not in the vocabulary.
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

/// The hash of a piece, made byte by byte, so that all prefixes of a word are hashed in one pass.
struct PieceHash {
  private var state: UInt64

  /// A piece that continues a word is not the same as one that starts it.
  init(continues: Bool) { state = continues ? 0x9AE1_6A3B_2F90_404F : 0xCBF2_9CE4_8422_2325 }

  mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  var value: UInt64 { (state ^ state >> 32) &* 0xD6E8_FEB8_6659_FD93 ^ state >> 29 }
}

/// Builds the section of a `VocabularyTable` from the lines of a `vocab.txt`.
///
/// On bytes: to a `String`, `##` before a combining mark is not the prefix `##`, and pieces that are canonically
/// equivalent are the same.
struct VocabularyTableBuilder {
  private static let specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
  private static let continuation = Array("##".utf8)

  /// Throws `IpaiError(.unavailable)` when a special token is missing or a piece stands twice.
  static func section(from pieces: [[UInt8]]) throws -> [UInt8] {
    let ids = Dictionary(pieces.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
    guard ids.count == pieces.count else { throw IpaiError(.unavailable, "the vocabulary has a piece twice") }
    let special = try specials.map { name in
      guard let id = ids[Array(name.utf8)] else { throw IpaiError(.unavailable, "the vocabulary has no \(name)") }
      return UInt32(bitPattern: id)
    }
    var capacity = 64
    while capacity < pieces.count * 2 { capacity *= 2 }
    var slots = [VocabularyTable.Slot](repeating: .init(), count: capacity)
    var letters: [UInt8] = []
    var longest = 0
    for (id, piece) in pieces.enumerated() {
      let continues = piece.starts(with: continuation) && piece.count > continuation.count
      let bytes = piece.dropFirst(continues ? continuation.count : 0)
      var hash = PieceHash(continues: continues)
      bytes.forEach { hash.add($0) }
      var slot = Int(hash.value & UInt64(capacity - 1))
      while slots[slot].id >= 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = .init(
        hash: hash.value, start: UInt32(letters.count), length: UInt16(clamping: bytes.count), id: Int32(id))
      letters += bytes
      longest = max(longest, bytes.count)
    }
    var builder = SectionBuilder()
    builder.add([UInt32(capacity), UInt32(letters.count), UInt32(longest)] + special)
    builder.add(slots)
    builder.add(letters)
    return builder.bytes
  }
}
