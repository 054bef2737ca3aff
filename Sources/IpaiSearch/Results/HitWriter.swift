/// Explains why a document was found: the parts of its score, and the line that matched.
package struct HitWriter {
  private let query: Query
  /// The inverse document frequencies of the query's terms.
  private let rarities: [Float]
  private let matcher: LineMatcher
  private let fields: [SearchField]
  private let nameComponent: String
  private let scale: Float

  /// `rarities` are by term of the query; scores are multiplied by `scale`.
  init(_ query: Query, _ rarities: [Float], _ analyzer: TextAnalyzer, _ layout: CorpusLayout, scale: Float) {
    self.query = query
    self.rarities = rarities
    self.scale = scale
    fields = layout.fields
    nameComponent = layout.nameComponent
    let worth = zip(query.terms, rarities).map { ($0.text, $1) }
    matcher = LineMatcher(analyzer, weights: Dictionary(worth, uniquingKeysWith: max))
  }

  /// The score of a document with its parts.
  package func score(_ ranked: Ranked) -> HitScore {
    HitScore(
      total: Double(ranked.score * scale), components: components(ranked),
      similarity: ranked.similarity.map(Double.init), isMeaningOnly: ranked.isMeaningOnly, terms: terms(ranked))
  }

  /// The best line of a document's texts, which are given by field. When only the incidental field matched, the words that
  /// did.
  package func bestLine(of texts: [(field: String, text: Substring)], _ score: HitScore) -> MatchedLine? {
    let lines = texts.compactMap { matcher.bestLine(of: $0.text, field: $0.field) }
    if let best = lines.max(by: { $0.worth < $1.worth }) { return best.line }
    guard let incidental = fields.first(where: \.isIncidental)?.name else { return nil }
    let words = score.terms.filter { $0.fields[incidental] != nil }.map(\.word)
    guard !words.isEmpty else { return nil }
    return MatchedLine(field: incidental, text: words.joined(separator: " "), words: words)
  }

  private func components(_ ranked: Ranked) -> [String: Double] {
    var components = byField(ranked.parts.reduce(.zero, +))
    if ranked.name > 0 { components[nameComponent] = Double(ranked.name * scale) }
    if ranked.meaning > 0 { components["meaning"] = Double(ranked.meaning * scale) }
    for (name, part) in ranked.others { components[name] = Double(part * scale) }
    return components
  }

  private func byField(_ parts: SIMD8<Float>) -> [String: Double] {
    var components: [String: Double] = [:]
    for (column, field) in fields.enumerated() where parts[column] > 0 {
      components[field.name] = Double(parts[column] * scale)
    }
    return components
  }

  private func terms(_ ranked: Ranked) -> [TermContribution] {
    zip(query.terms.indices, ranked.parts)
      .filter { $1.sum() > 0 }
      .map { index, parts in
        TermContribution(
          word: query.terms[index].word, term: query.terms[index].text, score: Double(parts.sum() * scale),
          inverseDocumentFrequency: Double(rarities[index]), fields: byField(parts))
      }
      .sorted { $0.score > $1.score }
  }
}
