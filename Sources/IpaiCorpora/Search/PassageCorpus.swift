package import GRDB
import IpaiCore
package import IpaiDatabase
package import IpaiSearch

/// The passages of some corpora of documents, as a corpus that can be searched.
package struct PassageCorpus: DocumentCorpus {
  /// `CorpusLayout.documents`.
  package let layout = CorpusLayout.documents
  /// The names of its corpora.
  package var title: String { selection.title }
  /// By path, by language, by the date on which a file was changed, and by what was imported with it.
  package let filters = CorpusSelection.filters
  private let selection: CorpusSelection

  /// The corpora with these names, which exist.
  package init(_ names: [String]) { selection = CorpusSelection(names) }

  /// All passages of the corpora.
  package func scope(_ request: SearchRequest, in database: DatabaseFile) throws -> CorpusSelection { selection }

  /// The passages of files that the request's filter keeps.
  package func kept(_ db: Database, by request: SearchRequest, in scope: CorpusSelection, size: Int) throws -> [UInt8]?
  {
    try PassageFilter(request.filter)?.kept(db, in: scope, size: size)
  }

  /// The definitions of a symbol, if the query is its name.
  package func named(
    _ db: Database, by request: SearchRequest, in scope: CorpusSelection, isWord: () -> Bool, limit: Int
  ) throws -> NamedDocuments? {
    let found = try SearchedPassages.definitions(db, of: request.query, in: scope, limit: limit)
    guard !found.isEmpty else { return nil }
    guard let kept = try kept(db, by: request, in: scope, size: (found.max() ?? 0) + 1) else {
      return NamedDocuments(found, isWhole: false)
    }
    return NamedDocuments(found.filter { kept[$0] == 1 }, isWhole: false)
  }

  /// Names the corpora that were searched.
  package func describe(
    _ coverage: inout CorpusCoverage, _ db: Database, for request: SearchRequest, in scope: CorpusSelection
  ) throws {
    coverage.corpus = scope.names.joined(separator: ",")
    coverage.isComplete = try SearchedPassages.areComplete(db, scope)
  }

  /// The digest of the document and the position in it.
  package func id(_ db: Database, ofDocument number: Int) throws -> [UInt8] {
    try SearchedPassages.id(db, number).bytes
  }

  /// The number of the passage with an id; nil when it is not stored.
  package func document(_ db: Database, ofID id: [UInt8]) throws -> Int? {
    try SearchedPassages.number(db, id)
  }

  /// The hit for a passage, whose payload is a `PassageHit`.
  package func hit(
    _ db: Database, _ id: [UInt8], _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest,
    in scope: CorpusSelection
  ) throws -> SearchHit? {
    guard let number = try document(db, ofID: id), var found = try SearchedPassages.hit(db, number, in: scope) else {
      return nil
    }
    found.payload.further = try ranked.further.compactMap { try SearchedPassages.passage(db, $0) }
    return found.payload.hit(id, date: found.date, ranked, writer)
  }
}

/// The search of corpora of documents of a database.
package typealias PassageSearchIndex = CorpusIndex<PassageCorpus>

extension CorpusIndex<PassageCorpus> {
  /// The corpora with these names. `meaning` is nil when only words are searched.
  package convenience init(_ names: [String], in database: DatabaseFile, meaning: SearchMeaning? = nil) {
    self.init(PassageCorpus(names), in: database, meaning: meaning)
  }
}
