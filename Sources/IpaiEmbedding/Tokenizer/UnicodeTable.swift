import IpaiCore

/// A table of what BERT's normalizer and pre-tokenizer do to each code point: cleaning, stripping of accents, lower case, and
/// the characters that stand alone.
///
/// It has two stages: a block of 256 code points for each of 0x1100 high parts, most of which share one. An entry is
/// `kind | start << 4 | length << 28`, where `start` and `length` give the place of its replacement.
struct UnicodeTable {
  /// What happens to a code point.
  enum Kind: UInt32 {
    /// It stays as it is.
    case same = 0
    /// It is removed.
    case vanishes = 1
    /// It ends a word.
    case space = 2
    /// It is a word by itself.
    case punctuation = 3
    /// It is a word by itself, and may have a replacement.
    case ideograph = 4
    /// Other code points take its place.
    case replaced = 5
  }

  /// The entry of a code point.
  struct Entry {
    fileprivate let bits: UInt32

    /// What happens to the code point.
    var kind: Kind { Kind(rawValue: bits & 15) ?? .same }
    fileprivate var range: Range<Int> {
      let start = Int(bits >> 4 & 0xFF_FFFF)
      return start..<(start + Int(bits >> 28))
    }
  }

  private let blocks: UnsafePointer<UInt16>
  private let entries: UnsafePointer<UInt32>
  private let replacements: UnsafeBufferPointer<UInt32>
  private let entryCount: Int

  private static let blockCount = 0x1100

  /// Reads what `UnicodeTableBuilder` wrote. Throws `IpaiError(.unavailable)` for impossible sizes.
  init(_ section: UnsafeRawBufferPointer) throws {
    var cursor = SectionCursor(section)
    let sizes = try cursor.next(2, of: UInt32.self)
    entryCount = Int(sizes[0])
    let replacementCount = Int(sizes[1])
    blocks = try cursor.next(Self.blockCount, of: UInt16.self)
    entries = try cursor.next(entryCount, of: UInt32.self)
    replacements = UnsafeBufferPointer(
      start: try cursor.next(replacementCount, of: UInt32.self), count: replacementCount)
  }

  /// The entry of a code point. A number above 0x10FFFF, as a damaged file may have for a replacement, stays as it is.
  func entry(_ point: UInt32) -> Entry {
    guard point >> 8 < Self.blockCount else { return Entry(bits: 0) }
    let index = Int(blocks[Int(point >> 8)]) << 8 | Int(point & 255)
    guard index < entryCount else { return Entry(bits: 0) }
    return Entry(bits: entries[index])
  }

  /// The code points that take the place of another; empty when it is not replaced.
  func replacement(_ entry: Entry) -> UnsafeBufferPointer<UInt32> {
    let range = entry.range
    guard range.upperBound <= replacements.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: replacements[range])
  }
}
