/// The line of a document that matched best, and which of its words did.
package struct MatchedLine: Codable, Sendable, Equatable {
  /// Where the line stands: `subject`, `body`, `paths` or `diff`.
  package var field: String
  package var text: String
  /// The words of the line that matched, as they stand there, each once.
  package var words: [String]

  package init(field: String, text: String, words: [String]) {
    self.field = field
    self.text = text
    self.words = words
  }
}

/// Finds the line that says most of what was looked for.
package struct LineMatcher {
  private let analyzer: TextAnalyzer
  private let weights: [String: Float]
  /// A longer line is cut around nothing in particular: it is shown from its start.
  private static let longestLine = 400
  private static let maxLines = 400

  /// `weights` says by term how much a match of it is worth.
  package init(_ analyzer: TextAnalyzer, weights: [String: Float]) {
    self.analyzer = analyzer
    self.weights = weights
  }

  /// The best of `lines` and its worth; nil when none holds a term.
  package func best(of lines: [Substring], field: String) -> (line: MatchedLine, worth: Float)? {
    var best: (MatchedLine, Float)?
    for line in lines.prefix(Self.maxLines) {
      let text = String(line.prefix(Self.longestLine))
      let (words, worth) = matches(in: text)
      if worth > best?.1 ?? 0 { best = (MatchedLine(field: field, text: text, words: words), worth) }
    }
    return best
  }

  private func matches(in text: String) -> ([String], Float) {
    var found: Set<String> = []
    var words: [String] = []
    let bytes = Array(text.utf8)
    for term in analyzer.stems(of: text) + analyzer.identifiers(of: text) where weights[term.text] != nil {
      found.insert(term.text)
      let word = String(decoding: bytes[term.source], as: UTF8.self)
      if !words.contains(word) { words.append(word) }
    }
    return (words, found.reduce(0) { $0 + (weights[$1] ?? 0) })
  }
}
