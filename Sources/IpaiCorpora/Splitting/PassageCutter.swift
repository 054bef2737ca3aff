/// Cuts sections into passages of a length that an embedding model reads to the end.
///
/// A section that is short enough is one passage. A longer one is cut between paragraphs, else between lines, else between words,
/// never within a word or a code point unless the word alone is too long. Each passage but the first of a section begins with the last
/// lines of the one before, up to ``overlap`` bytes, so that a thought that crosses the cut is found.
struct PassageCutter {
  /// How many bytes a passage has at most.
  static let most = 1_200
  /// How many bytes of the passage before are repeated at most.
  static let overlap = 160

  private let text: SourceText
  private var passages: [Passage] = []

  /// The passages of sections of a text, in their order; those that are blank are left out.
  static func passages(of sections: [Section], in text: SourceText) -> [Passage] {
    var cutter = PassageCutter(text)
    for section in sections { cutter.cut(section) }
    return cutter.passages
  }

  private init(_ text: SourceText) { self.text = text }

  private mutating func cut(_ section: Section) {
    var lines = section.lines
    while let first = lines.first, text.isBlank(first) { lines.removeFirst() }
    while let last = lines.last, text.isBlank(last) { lines.removeLast() }
    var start = lines.lowerBound
    while start < lines.upperBound {
      if size(start..<start + 1) > Self.most {
        cutLine(start, section)
        start += 1
        continue
      }
      let end = end(of: start, within: lines.upperBound)
      add(start..<end, section)
      guard end < lines.upperBound else { return }
      start = overlapping(start, end)
    }
  }

  private func size(_ lines: Range<Int>) -> Int {
    guard let first = lines.first, let last = lines.last else { return 0 }
    return text.lines[last].upperBound - text.lines[first].lowerBound
  }

  /// Where a passage that begins with a line ends: after the last paragraph that fits, or else after the last line that does.
  private func end(of start: Int, within limit: Int) -> Int {
    var end = start + 1
    var paragraph: Int?
    while end < limit, size(start..<end + 1) <= Self.most {
      if text.isBlank(end), size(start..<end) > Self.most / 3 { paragraph = end }
      end += 1
    }
    guard end < limit else { return limit }
    return paragraph ?? end
  }

  /// Where the passage after one begins: some lines before its end, but after its start.
  private func overlapping(_ start: Int, _ end: Int) -> Int {
    var next = end
    while next < text.lines.count, text.isBlank(next) { next += 1 }
    var first = next
    while first - 1 > start, size(first - 1..<next) <= Self.overlap, !text.isBlank(first - 1) { first -= 1 }
    // The line that follows has to fit beside what is repeated.
    guard next < text.lines.count, size(first..<next + 1) <= Self.most else { return next }
    return first
  }

  private mutating func add(_ lines: Range<Int>, _ section: Section) {
    var lines = lines
    while let last = lines.last, text.isBlank(last) { lines.removeLast() }
    guard !lines.isEmpty else { return }
    passages.append(
      Passage(
        text.text(lines), startLine: lines.lowerBound + 1, endLine: lines.upperBound, path: section.path,
        kind: section.kind))
  }

  /// Cuts a line that is too long between words.
  private mutating func cutLine(_ number: Int, _ section: Section) {
    var rest = text.line(number)
    while !rest.isEmpty {
      let end = Self.cut(in: rest)
      let part = rest[..<end].trimmingASCIISpace
      if !part.isEmpty {
        passages.append(
          Passage(part.text, startLine: number + 1, endLine: number + 1, path: section.path, kind: section.kind))
      }
      rest = rest[end...]
    }
  }

  /// Where to cut bytes: after the last word that fits, or else at the last code point that does.
  private static func cut(in bytes: ArraySlice<UInt8>) -> Int {
    guard bytes.count > most else { return bytes.endIndex }
    let limit = bytes.startIndex + most
    if let space = bytes[..<limit].lastIndex(where: \.isASCIISpace), space > bytes.startIndex { return space }
    var end = limit
    // Bytes of the form 10xxxxxx continue a code point (RFC 3629).
    while end > bytes.startIndex + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
