import IpaiDatabase

/// What a query looks for in the words of a collection in PostgreSQL.
struct PostgresWords: Sendable {
  /// Stems that stand one after the other.
  private struct Phrase {
    let stems: [String]
    let fields: SIMD8<UInt8>
    /// Distinguishes it from others.
    let key: String

    init(_ stems: [String], in fields: SIMD8<UInt8>) {
      self.stems = stems
      self.fields = fields
      key = stems.joined(separator: " ") + "\t\(fields)"
    }
  }

  private let query: Query
  private let layout: CorpusLayout
  private let collection: PostgresCollection
  private let terms: [Phrase]
  private let phrases: [Phrase]

  /// The words of `query` in `collection`, whose fields `layout` describes.
  init(_ query: Query, _ collection: PostgresCollection, _ layout: CorpusLayout) {
    let all = SIMD8<UInt8>(repeating: 1)
    self.query = query
    self.layout = layout
    self.collection = collection
    terms = query.terms.map { Phrase(WordSegment.terms($0.text), in: all) }
    phrases = (query.required + query.excluded).map { phrase in
      Phrase(
        phrase.stems.flatMap { WordSegment.terms($0) }, in: phrase.isAnywhere ? all : layout.phraseFields)
    }
  }

  /// The stems whose places are not known from earlier searches.
  var unknown: [String] {
    let unknown = (terms + phrases).filter { collection.statistics.postings.kept($0.key) == nil }
    return Set(unknown.flatMap(\.stems)).sorted()
  }

  /// The scores of all documents. `found` has where the stems stand that were not known, and `candidates` a 1 for each document that may be
  /// found, nil when all may. It runs beside whatever its caller waits for.
  ///
  /// Throws `IpaiError(.unavailable)` for an index that is damaged.
  @concurrent
  func scores(
    _ found: [String: [SegmentStore.TermSegment]], candidates: [UInt8]?
  ) async throws -> TermScores {
    TermRanking(layout).scores(
      for: query, terms: try terms.map { try postings(of: $0, found) },
      phrases: try phrases.map { try postings(of: $0, found) }[...], collection.statistics, candidates: candidates)
  }

  private func postings(
    of phrase: Phrase, _ found: [String: [SegmentStore.TermSegment]]
  ) throws -> [TermPostings.Posting] {
    let cache = collection.statistics.postings
    if let kept = cache.kept(phrase.key) { return kept }
    let postings = try collection.postings(of: phrase.stems, in: phrase.fields, found)
    cache.keep(postings, of: phrase.key)
    return postings
  }
}
