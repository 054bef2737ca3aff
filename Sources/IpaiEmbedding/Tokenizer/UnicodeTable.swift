import IpaiCore

/// What BERT's normalizer and pre-tokenizer do to each code point: cleaning, stripping of accents, lower case, and what
/// stands alone.
///
/// In two stages: a block of 256 code points for each of 0x1100 high parts, most of which share one. An entry is
/// `kind | start << 4 | length << 28`, where `start` and `length` tell its replacement.
struct UnicodeTable {
  enum Kind: UInt32 {
    case same = 0
    case vanishes = 1
    case space = 2
    case punctuation = 3
    /// Stands alone, and may have a replacement.
    case ideograph = 4
    case replaced = 5
  }

  struct Entry {
    fileprivate let bits: UInt32

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

  /// Reads what `UnicodeTableBuilder` wrote. Throws `IpaiError(.unavailable)` for sizes that cannot be.
  init(_ section: UnsafeRawBufferPointer) throws {
    var cursor = SectionCursor(section)
    let sizes = try cursor.next(2, of: UInt32.self)
    let (entryCount, replacementCount) = (Int(sizes[0]), Int(sizes[1]))
    blocks = try cursor.next(Self.blockCount, of: UInt16.self)
    entries = try cursor.next(entryCount, of: UInt32.self)
    replacements = UnsafeBufferPointer(
      start: try cursor.next(replacementCount, of: UInt32.self), count: replacementCount)
    self.entryCount = entryCount
  }

  /// The entry of a code point, up to 0x10FFFF.
  func entry(_ point: UInt32) -> Entry {
    let index = Int(blocks[Int(point >> 8)]) << 8 | Int(point & 255)
    return Entry(bits: index < entryCount ? entries[index] : 0)
  }

  /// What a code point is replaced with; empty where it is not.
  func replacement(_ entry: Entry) -> UnsafeBufferPointer<UInt32> {
    let range = entry.range
    guard range.upperBound <= replacements.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: replacements[range])
  }
}

/// Builds the section of a `UnicodeTable` from the text that Tests/Reference/unicode-table writes.
struct UnicodeTableBuilder {
  private var entries: [UInt32: UInt32] = [:]
  private var replacements: [UInt32] = []
  private var known: [[UInt32]: Int] = [:]

  /// Throws `IpaiError(.internal)` naming a line that is not right.
  static func section(from text: String) throws -> [UInt8] {
    var builder = UnicodeTableBuilder()
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard builder.add(line.split(separator: " ")) else {
        throw IpaiError(.internal, "the table of code points has a line that is not right: \(line)")
      }
    }
    builder.addHangul()
    return builder.section()
  }

  private mutating func add(_ fields: [Substring]) -> Bool {
    guard fields.count >= 2, let span = Self.span(fields[0]) else { return false }
    let kinds: [Substring: UnicodeTable.Kind] = [
      "x": .vanishes, "s": .space, "p": .punctuation, "c": .ideograph, "m": .replaced,
    ]
    guard let kind = kinds[fields[1]] else { return false }
    var words = fields[2...]
    let step: UInt32 = words.first?.hasPrefix("*") == true ? 2 : 1
    if step == 2, let first = words.first { words[words.startIndex] = first.dropFirst() }
    for point in stride(from: span.lowerBound, through: span.upperBound, by: UInt32.Stride(step)) {
      guard let replacement = Self.replacement(words, of: point) else { return false }
      set(point, kind, replacement)
    }
    return true
  }

  private static func span(_ text: Substring) -> ClosedRange<UInt32>? {
    let ends = text.split(separator: "-").map { UInt32($0, radix: 16) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last, last <= 0x10FFFF else {
      return nil
    }
    return first...last
  }

  private static func replacement(_ words: ArraySlice<Substring>, of point: UInt32) -> [UInt32]? {
    if let word = words.first, word.hasPrefix("+") || word.hasPrefix("-") {
      return Int(word, radix: 16).map { [UInt32(Int(point) + $0)] }
    }
    let points = words.compactMap { UInt32($0, radix: 16) }
    return points.count == words.count ? points : nil
  }

  private mutating func set(_ point: UInt32, _ kind: UnicodeTable.Kind, _ replacement: [UInt32]) {
    let start: Int
    if let place = known[replacement] {
      start = place
    } else {
      start = replacements.count
      known[replacement] = start
      replacements += replacement
    }
    entries[point] = kind.rawValue | UInt32(start) << 4 | UInt32(replacement.count) << 28
  }

  /// Hangul syllables decompose by rule (The Unicode Standard, section 3.12).
  private mutating func addHangul() {
    for index in UInt32(0)..<11_172 {
      let jamo = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28]
      set(0xAC00 + index, .replaced, index % 28 == 0 ? Array(jamo.dropLast()) : jamo)
    }
  }

  private func section() -> [UInt8] {
    var blocks: [UInt16] = []
    var table = [UInt32](repeating: 0, count: 256)
    var places: [[UInt32]: UInt16] = [table: 0]
    for block in UInt32(0)..<0x1100 {
      let content = (0..<256).map { entries[block << 8 | $0] ?? 0 }
      let place = places[content] ?? UInt16(table.count >> 8)
      if places[content] == nil {
        places[content] = place
        table += content
      }
      blocks.append(place)
    }
    var builder = SectionBuilder()
    builder.add([UInt32(table.count), UInt32(replacements.count)])
    builder.add(blocks)
    builder.add(table)
    builder.add(replacements)
    return builder.bytes
  }
}
