import IpaiCore

/// Builds the section of a `UnicodeTable` from the text that Tests/Reference/unicode-table writes.
struct UnicodeTableBuilder {
  private var entries: [UInt32: UInt32] = [:]
  private var replacements: [UInt32] = []
  private var known: [[UInt32]: Int] = [:]

  /// The section for a table in text. Throws `IpaiError(.internal)` that names a line that is not right.
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
    var step: UInt32 = 1
    // A star stands for every second code point of the range, as where capital and small letters alternate.
    if let first = words.first, first.hasPrefix("*") {
      step = 2
      words[words.startIndex] = first.dropFirst()
    }
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
    guard points.count == words.count else { return nil }
    return points
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

  /// Adds the Hangul syllables, which decompose by rule (The Unicode Standard, section 3.12).
  private mutating func addHangul() {
    for index in UInt32(0)..<11_172 {
      var jamo = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
      if index % 28 != 0 { jamo.append(0x11A7 + index % 28) }
      set(0xAC00 + index, .replaced, jamo)
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
