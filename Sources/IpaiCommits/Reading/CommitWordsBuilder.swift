import IpaiGit
import IpaiSearch

/// Makes the terms of commits. It remembers the terms of identifiers, which recur from commit to commit.
struct CommitWordsBuilder {
  private let analyzer: TextAnalyzer
  private var identifiers = IdentifierTerms()

  /// How many paths of a commit can be found by their words.
  private static let maxPaths = 50
  /// How many bytes of subject and body can be found.
  private static let maxMessageBytes = 64 << 10

  /// Uses `analyzer`, which must belong to this thread.
  init(_ analyzer: TextAnalyzer) { self.analyzer = analyzer }

  /// The terms of a commit; `diff` is nil when its diff was not read.
  mutating func words(message: String, changes: [ChangedPath], diff: DiffWords?) -> CommitWords {
    var words = CommitWords()
    let text = MessageText(message)
    addText(text.subject, to: &words.subject, &words.identifiers)
    addText(text.bodyWithoutTrailers, to: &words.body, &words.identifiers)
    for change in changes.prefix(Self.maxPaths) {
      change.path.withUnsafeBufferPointer { analyzer.appendStems(of: $0, to: &words.paths) }
      change.path.withUnsafeBufferPointer { analyzer.appendIdentifiers(of: $0, to: &words.identifiers) }
    }
    diff?.identifiers.forEach { name, count in
      let terms = identifiers.terms(of: name, analyzer)
      for _ in 0..<Self.repetitions(of: count) { words.diff.append(contentsOf: terms) }
    }
    return words
  }

  /// How often the terms of an identifier are indexed that occurs `count` times in a diff: 1, 2, 2, 3, 3, 3, 3, 4, …
  ///
  /// Measured on three repositories, this finds more than the count itself, limited or not, and takes less space.
  private static func repetitions(of count: Int) -> Int { Int.bitWidth - max(1, count).leadingZeroBitCount }

  private func addText(_ text: Substring, to stems: inout [UInt8], _ identifiers: inout [UInt8]) {
    var copy = String(decoding: text.utf8.prefix(Self.maxMessageBytes), as: UTF8.self)
    copy.withUTF8 { bytes in
      analyzer.appendStems(of: bytes, to: &stems)
      analyzer.appendIdentifiers(of: bytes, to: &identifiers)
    }
  }
}

/// The terms of identifiers, computed once for each.
private struct IdentifierTerms {
  private var known: [[UInt8]: [UInt8]] = [:]
  private static let maxKnown = 200_000

  mutating func terms(of name: UnsafeBufferPointer<UInt8>, _ analyzer: TextAnalyzer) -> [UInt8] {
    let key = Array(name)
    if let terms = known[key] { return terms }
    var terms: [UInt8] = []
    analyzer.appendStems(of: name, to: &terms)
    analyzer.appendIdentifiers(of: name, to: &terms)
    if known.count >= Self.maxKnown { known.removeAll(keepingCapacity: true) }
    known[key] = terms
    return terms
  }
}
