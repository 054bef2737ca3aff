import IpaiDatabase

/// What a query looks for in the words of a collection in PostgreSQL.
struct PostgresWords: Sendable {
  /// Stems that stand one after the other.
  private struct Phrase {
    let stems: [String]
    let fields: SIMD8<UInt8>
    /// Distinguishes it from others.
    let key: String
    /// Where it stands, if an earlier search has found that out. It is held on to, since others may push it out of what is kept.
    let known: [TermPostings.Posting]?

    init(_ stems: [String], in fields: SIMD8<UInt8>, _ cache: PostingsCache) {
      self.stems = stems
      self.fields = fields
      key = stems.joined(separator: " ") + "\t\(fields)"
      known = cache.kept(key)
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
    let cache = collection.statistics.postings
    terms = query.terms.map { Phrase(WordSegment.terms($0.text), in: all, cache) }
    phrases = (query.required + query.excluded).map { phrase in
      Phrase(
        phrase.stems.flatMap { WordSegment.terms($0) }, in: phrase.isAnywhere ? all : layout.phraseFields,
        cache)
    }
  }

  /// The stems whose places are not known from earlier searches.
  var unknown: [String] {
    Set((terms + phrases).filter { $0.known == nil }.flatMap(\.stems)).sorted()
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
    if let known = phrase.known { return known }
    let postings = try collection.postings(of: phrase.stems, in: phrase.fields, found)
    collection.statistics.postings.keep(postings, of: phrase.key)
    return postings
  }
}
