import IpaiCore

/// Builds the section of a `VocabularyTable` from the lines of a `vocab.txt`.
///
/// It works on bytes, since for a `String` the `##` before a combining mark is not the prefix `##`, and pieces that are
/// canonically equivalent are the same.
struct VocabularyTableBuilder {
  private static let specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
  private static let continuation = Array("##".utf8)

  /// The section for pieces in the order of their ids. Throws `IpaiError(.unavailable)` when a special token is missing or a
  /// piece occurs twice.
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
      var bytes = piece[...]
      if continues { bytes = bytes.dropFirst(continuation.count) }
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
