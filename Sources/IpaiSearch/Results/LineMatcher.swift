import IpaiCore

/// Finds the line of a text that holds most of what was searched for.
package struct LineMatcher {
  /// A line and how much the terms it holds are worth together.
  package typealias Match = (line: MatchedLine, worth: Float)

  private struct Hit {
    let term: UInt64
    let source: Range<Int>
    var isInAddress = false
  }

  private let analyzer: TextAnalyzer
  /// By hash of a term, how much a match of it is worth.
  private let weights: [UInt64: Float]
  /// How many bytes of a text are looked at.
  private static let maxBytes = 32 << 10
  /// How many bytes of a line are shown.
  private static let longestLine = 400
  /// What a word of an address (`https://…`) counts against one of a sentence: an address says little to a reader.
  private static let addressShare: Float = 0.1

  /// `weights` says by term how much a match of it is worth.
  package init(_ analyzer: TextAnalyzer, weights: [String: Float]) {
    self.analyzer = analyzer
    let hashed = weights.map { term, weight in (Array(term.utf8).withUnsafeBytes(ByteHash.of), weight) }
    self.weights = Dictionary(hashed, uniquingKeysWith: max)
  }

  /// The best line of `text`; nil when none holds a term.
  package func bestLine(of text: Substring, field: String) -> Match? {
    var text = String(decoding: text.utf8.prefix(Self.maxBytes), as: UTF8.self)
    return text.withUTF8 { bytes in
      let hits = hits(in: bytes)
      var best: (line: Range<Int>, hits: ArraySlice<Hit>, worth: Float)?
      var rest = hits[...]
      while let first = rest.first {
        let line = Self.line(around: first.source.lowerBound, in: bytes)
        let inside = rest.prefix { $0.source.lowerBound < line.upperBound }
        rest = rest[inside.endIndex...]
        let worth = worth(of: inside)
        if worth > best?.worth ?? 0 { best = (line, inside, worth) }
      }
      return best.map { (matched($0.line, $0.hits, in: bytes, field), $0.worth) }
    }
  }

  /// What the different terms of a line are worth together.
  private func worth(of hits: ArraySlice<Hit>) -> Float {
    guard hits.contains(where: \.isInAddress) else {
      return Set(hits.map(\.term)).reduce(0) { $0 + (weights[$1] ?? 0) }
    }
    let inText = Set(hits.lazy.filter { !$0.isInAddress }.map(\.term))
    let inAddress = Set(hits.lazy.filter(\.isInAddress).map(\.term))
    func sum(_ terms: Set<UInt64>) -> Float { terms.reduce(0) { $0 + (weights[$1] ?? 0) } }
    return sum(inText) + Self.addressShare * sum(inAddress.subtracting(inText))
  }

  /// The terms of the text that are searched for, in the order in which they start.
  private func hits(in bytes: UnsafeBufferPointer<UInt8>) -> [Hit] {
    var hits: [Hit] = []
    func look(_ term: UnsafeBufferPointer<UInt8>, _ source: Range<Int>) {
      let hash = ByteHash.of(UnsafeRawBufferPointer(term))
      if weights[hash] != nil { hits.append(Hit(term: hash, source: source)) }
    }
    analyzer.forEachStem(in: bytes, look)
    analyzer.forEachIdentifier(in: bytes, look)
    hits.sort { $0.source.lowerBound < $1.source.lowerBound }
    mark(&hits, within: AddressScanner.addresses(in: bytes))
    return hits
  }

  /// Marks the hits within the addresses of a text; both are sorted.
  private func mark(_ hits: inout [Hit], within addresses: [Range<Int>]) {
    var rest = addresses[...]
    for index in hits.indices {
      let start = hits[index].source.lowerBound
      rest = rest.drop { $0.upperBound <= start }
      hits[index].isInAddress = rest.first?.contains(start) ?? false
    }
  }

  private static func line(around index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let raw = UnsafeRawBufferPointer(bytes)
    let start = raw.lastIndex(of: 10, from: 0, before: index).map { $0 + 1 } ?? 0
    return start..<(raw.firstIndex(of: 10, from: index) ?? bytes.count)
  }

  private func matched(
    _ line: Range<Int>, _ hits: ArraySlice<Hit>, in bytes: UnsafeBufferPointer<UInt8>, _ field: String
  ) -> MatchedLine {
    var seen: Set<String> = []
    let words = hits.map { String(decoding: bytes[$0.source], as: UTF8.self) }.filter { seen.insert($0).inserted }
    var end = min(line.upperBound, line.lowerBound + Self.longestLine)
    // Not within a character.
    while end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    let text = String(decoding: bytes[line.lowerBound..<end], as: UTF8.self)
    return MatchedLine(field: field, text: text, words: words)
  }
}
