/// Cuts sections into passages of a length that an embedding model reads to the end.
///
/// A section that is short enough is one passage. A longer one is cut between paragraphs, else between lines, else between words,
/// never within a word or a code point unless the word alone is too long. Each passage but the first of a section begins with the last
/// lines of the one before, up to ``overlap`` tokens, so that a thought that crosses the cut is found.
struct PassageCutter {
  /// How many tokens a passage has at most with its heading, by ``TokenEstimate``; models read 256 or more.
  static let most = 230
  /// How many bytes it has at most, whatever they are.
  static let mostBytes = 4_000
  /// How many tokens of the passage before are repeated at most.
  static let overlap = 32

  private let text: SourceText
  /// By line: how many tokens come before it.
  private let tokens: [Int]
  /// How many tokens a passage of the current section has at most.
  private var room = most
  private var passages: [Passage] = []

  /// The passages of sections of a text, in their order; those that are blank are left out.
  static func passages(of sections: [Section], in text: SourceText) -> [Passage] {
    var cutter = PassageCutter(text)
    for section in sections { cutter.cut(section) }
    return cutter.passages
  }

  private init(_ text: SourceText) {
    self.text = text
    var tokens = [0]
    tokens.reserveCapacity(text.lines.count + 1)
    for line in text.lines.indices { tokens.append(tokens[line] + TokenEstimate.count(text.line(line))) }
    self.tokens = tokens
  }

  private mutating func cut(_ section: Section) {
    let heading = section.path.reduce(0) { $0 + TokenEstimate.count(Array($1.utf8)[...]) }
    room = max(Self.most - heading, Self.most / 2)
    var lines = section.lines
    while let first = lines.first, text.isBlank(first) { lines.removeFirst() }
    while let last = lines.last, text.isBlank(last) { lines.removeLast() }
    var start = lines.lowerBound
    while start < lines.upperBound {
      if !fits(start..<start + 1) {
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

  private func count(_ lines: Range<Int>) -> Int { tokens[lines.upperBound] - tokens[lines.lowerBound] }

  private func fits(_ lines: Range<Int>) -> Bool {
    guard let first = lines.first, let last = lines.last else { return true }
    return count(lines) <= room && text.lines[last].upperBound - text.lines[first].lowerBound <= Self.mostBytes
  }

  /// Where a passage that begins with a line ends: after the last paragraph that fits, or else after the last line that does.
  private func end(of start: Int, within limit: Int) -> Int {
    var end = start + 1
    var paragraph: Int?
    while end < limit, fits(start..<end + 1) {
      if text.isBlank(end), count(start..<end) > room / 3 { paragraph = end }
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
    while first - 1 > start, count(first - 1..<next) <= Self.overlap, !text.isBlank(first - 1) { first -= 1 }
    // The line that follows has to fit beside what is repeated.
    guard next < text.lines.count, fits(first..<next + 1) else { return next }
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
      let end = TokenEstimate.end(of: rest, most: room, mostBytes: Self.mostBytes)
      let part = rest[..<end].trimmingASCIISpace
      if !part.isEmpty {
        passages.append(
          Passage(part.text, startLine: number + 1, endLine: number + 1, path: section.path, kind: section.kind))
      }
      rest = rest[end...]
    }
  }
}
