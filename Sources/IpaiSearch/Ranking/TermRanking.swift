package import GRDB
import IpaiCore
import IpaiDatabase

/// Ranks documents by BM25F, term by term over the postings of an FTS5 table.
package struct TermRanking: Sendable {
  /// The ranking function.
  package let model: BM25F
  /// The name of the FTS5 table.
  package let table: String
  /// The columns that are searched for phrases, as an FTS5 column filter.
  package let phraseColumns: String
  private let field: IncidentalField

  /// `incidentalColumn` is the number, from 0, of the column that is an `IncidentalField`; nil when there is none.
  package init(table: String, phraseColumns: String, incidentalColumn: Int? = nil, model: BM25F = BM25F()) {
    self.table = table
    self.phraseColumns = phraseColumns
    self.model = model
    field = IncidentalField(column: incidentalColumn)
  }

  /// Ranks the documents of a corpus.
  package init(_ layout: CorpusLayout) {
    self.init(
      table: layout.wordTable, phraseColumns: layout.phraseColumns, incidentalColumn: layout.incidentalColumn,
      model: layout.model)
  }

  /// The scores of all documents of `collection`.
  ///
  /// `candidates`, which has a 1 for each document that may be found, does not change any score; nil for all documents.
  /// Throws what SQLite throws.
  package func scores(
    for query: Query, in db: Database, _ collection: CollectionStatistics, candidates: [UInt8]?
  ) throws -> TermScores {
    let phrases = query.required + query.excluded
    let expressions = query.terms.map { quoted([$0.text]) } + phrases.map(expression)
    let postings = try collection.postings.lists(of: expressions) { phrases in
      try TermPostings.read(db, table: table, phrases: phrases, scope: collection.members)
    }
    return scores(
      for: query, terms: Array(postings.prefix(query.terms.count)), phrases: postings.dropFirst(query.terms.count),
      collection, candidates: candidates)
  }

  /// The scores of all documents of `collection`, from where they hold the terms of the query, its required and its excluded phrases:
  /// a list for each, by ascending document.
  ///
  /// `candidates`, which has a 1 for each document that may be found, does not change any score; nil for all documents.
  func scores(
    for query: Query, terms: [[TermPostings.Posting]], phrases phraseLists: ArraySlice<[TermPostings.Posting]>,
    _ collection: CollectionStatistics, candidates: [UInt8]?
  ) -> TermScores {
    let weights = terms.map { model.inverseDocumentFrequency(matching: $0.count, of: collection.documentCount) }
    let allowed = allowed(query, phraseLists, collection.members, candidates)
    let scores: [Float]
    if query.terms.isEmpty && !query.required.isEmpty {
      // A phrase of common words alone has no terms that give a score: a document that holds it scores 1.
      scores = allowed.map(Float.init)
    } else {
      scores = self.scores(terms, weights, collection, allowed)
    }
    return TermScores(
      scores: scores, allowed: allowed, inverseDocumentFrequencies: weights, postings: terms, collection: collection,
      model: model, incidental: field)
  }

  private func expression(_ phrase: Query.Phrase) -> String {
    if phrase.isAnywhere { return quoted(phrase.stems) }
    return "\(phraseColumns) : \(quoted(phrase.stems))"
  }

  private func quoted(_ stems: [String]) -> String {
    "\"" + stems.joined(separator: " ").replacing(scalar: "\"", with: "\"\"") + "\""
  }

  private func scores(
    _ terms: [[TermPostings.Posting]], _ weights: [Float], _ collection: CollectionStatistics, _ allowed: [UInt8]
  ) -> [Float] {
    // Whole vectors of eight documents.
    let count = (allowed.count + 7) / 8 * 8
    var incidental = [Float](repeating: 0, count: count)
    var chosen = incidental
    incidental.withUnsafeMutableBufferPointer { incidental in
      chosen.withUnsafeMutableBufferPointer { chosen in
        for (postings, weight) in zip(terms, weights) {
          add(postings, weight, collection, to: incidental, chosen)
        }
      }
    }
    weigh(&incidental, chosen, allowed)
    incidental.removeLast(count - allowed.count)
    return incidental
  }

  /// Adds what a term gives to documents: to `chosen` where it occurs in another field than the incidental one.
  private func add(
    _ postings: [TermPostings.Posting], _ weight: Float, _ collection: CollectionStatistics,
    to incidental: UnsafeMutableBufferPointer<Float>, _ chosen: UnsafeMutableBufferPointer<Float>
  ) {
    let field = self.field
    let model = self.model
    collection.normalizations.withUnsafeBufferPointer { normalizations in
      for posting in postings {
        let document = Int(posting.document)
        let frequency = (SIMD8<Float>(posting.frequencies) * normalizations[document]).sum()
        let sums = field.isElsewhere(posting.frequencies) ? chosen : incidental
        sums[document] += weight * model.saturated(frequency)
      }
    }
  }

  /// Replaces the sums in `scores` by what counts of them and of `chosen`, for the documents that are allowed.
  private func weigh(_ scores: inout [Float], _ chosen: [Float], _ allowed: [UInt8]) {
    let allowed = allowed + [UInt8](repeating: 0, count: scores.count - allowed.count)
    scores.withUnsafeMutableBytes { scores in
      chosen.withUnsafeBytes { chosen in
        allowed.withUnsafeBytes { allowed in
          for first in stride(from: 0, to: allowed.count, by: 8) {
            let offset = first * MemoryLayout<Float>.size
            let vector = field.counted(
              incidental: scores.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self),
              chosen: chosen.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self))
            let isAllowed = SIMD8<Float>(allowed.loadUnaligned(fromByteOffset: first, as: SIMD8<UInt8>.self))
            scores.storeBytes(of: vector * isAllowed, toByteOffset: offset, as: SIMD8<Float>.self)
          }
        }
      }
    }
  }

  /// By document: 1 when it is a candidate, holds every required phrase and no excluded one.
  private func allowed(
    _ query: Query, _ phrases: ArraySlice<[TermPostings.Posting]>, _ members: [UInt8], _ candidates: [UInt8]?
  ) -> [UInt8] {
    var allowed = members
    if let candidates {
      for document in allowed.indices where document >= candidates.count || candidates[document] == 0 {
        allowed[document] = 0
      }
    }
    for postings in phrases.prefix(query.required.count) {
      var kept = [UInt8](repeating: 0, count: allowed.count)
      for posting in postings { kept[Int(posting.document)] = allowed[Int(posting.document)] }
      allowed = kept
    }
    for postings in phrases.dropFirst(query.required.count) {
      for posting in postings { allowed[Int(posting.document)] = 0 }
    }
    return allowed
  }
}
