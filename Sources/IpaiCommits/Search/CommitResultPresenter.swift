import Foundation
import GRDB
import IpaiCore
import IpaiGit
import IpaiSearch

/// Turns ranked documents into results that can be read: who, when, what, and the line that matched.
struct CommitResultPresenter {
  private let query: Query
  private let weights: [Float]
  private let matcher: LineMatcher
  private let repository: IndexedRepository?
  /// The ids in the query; nil where it has none.
  private let ids: CommitIDQuery?

  init(
    _ query: Query, _ weights: [Float], _ analyzer: TextAnalyzer, _ repository: IndexedRepository?,
    ids: CommitIDQuery?
  ) {
    self.query = query
    self.weights = weights
    self.repository = repository
    self.ids = ids
    let worth = zip(query.terms, weights).map { ($0.text, $1) }
    matcher = LineMatcher(analyzer, weights: Dictionary(worth, uniquingKeysWith: max))
  }

  /// The result for a commit; nil where it was forgotten since it was ranked.
  func result(_ ranked: Ranked, _ id: ObjectID, _ db: Database) throws -> SearchResult? {
    guard let commit = try StoredCommit.fetch(db, id, paths: StoredCommit.shownPaths) else { return nil }
    let text = MessageText(commit.message)
    let terms = terms(ranked)
    return SearchResult(
      commit: commit.id, score: Double(ranked.score), components: components(ranked),
      similarity: ranked.similarity.map(Double.init), isMeaningOnly: ranked.isMeaningOnly ? true : nil, terms: terms,
      author: commit.author, authored: commit.authored, committed: commit.committed, subject: String(text.subject),
      paths: commit.changes.map(\.path), pathCount: commit.pathCount, arePathsCut: commit.arePathsCut,
      repository: repository?.path ?? commit.repository ?? "",
      match: ranked.name > 0 ? name(commit) : match(text, commit, terms))
  }

  private func components(_ ranked: Ranked) -> [String: Double] {
    var components = fields(ranked.parts.reduce(.zero, +))
    if ranked.name > 0 { components["commit"] = Double(ranked.name) }
    if ranked.meaning > 0 { components["meaning"] = Double(ranked.meaning) }
    return components
  }

  private func fields(_ parts: SIMD8<Float>) -> [String: Double] {
    let pairs = CommitWords.columns.enumerated().map { ($1, Double(parts[$0])) }
    return Dictionary(uniqueKeysWithValues: pairs.filter { $0.1 > 0 })
  }

  private func terms(_ ranked: Ranked) -> [TermContribution] {
    zip(query.terms.indices, ranked.parts)
      .filter { $1.sum() > 0 }
      .map { index, parts in
        TermContribution(
          word: query.terms[index].word, term: query.terms[index].text, score: Double(parts.sum()),
          inverseDocumentFrequency: Double(weights[index]), fields: fields(parts))
      }
      .sorted { $0.score > $1.score }
  }

  private func name(_ commit: StoredCommit) -> MatchedLine? {
    ids?.typed(of: commit.id).map { MatchedLine(field: "commit", text: commit.id, words: [$0]) }
  }

  /// The best line of the message or a path; where only the diff matched, the words that did.
  private func match(_ text: MessageText, _ commit: StoredCommit, _ terms: [TermContribution]) -> MatchedLine? {
    let paths = commit.changes.map(\.path).joined(separator: "\n")
    let lines = [
      matcher.bestLine(of: text.subject, field: "subject"),
      matcher.bestLine(of: text.bodyWithoutTrailers, field: "body"),
      matcher.bestLine(of: paths[...], field: "paths"),
    ].compactMap { $0 }
    if let best = lines.max(by: { $0.worth < $1.worth }) { return best.line }
    let words = terms.filter { $0.fields["diff"] != nil }.map(\.word)
    return words.isEmpty ? nil : MatchedLine(field: "diff", text: words.joined(separator: " "), words: words)
  }
}
