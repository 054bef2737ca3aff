import GRDB
import IpaiDatabase
import IpaiMemory
import IpaiSearch

/// The messages of a database as documents that have nothing to do with each other: by words, their order is that of BM25
/// alone.
struct PlainWordsCorpus: DocumentCorpus {
  /// Where words and vectors are, as for `MemoryCorpus`, but without conversations.
  let layout: CorpusLayout
  let filters: Set<SearchFilter> = []
  private let memory = MemoryCorpus()

  init() {
    let kept = memory.layout
    layout = CorpusLayout(
      name: kept.name, wordTable: kept.wordTable, fields: kept.fields, k1: kept.model.k1, b: kept.model.b,
      vectors: kept.vectors)
  }

  func scope(_ request: SearchRequest, in database: DatabaseFile) throws -> MemoryScope {
    try memory.scope(request, in: database)
  }

  func id(_ db: Database, ofDocument number: Int) throws -> [UInt8] { try memory.id(db, ofDocument: number) }

  func document(_ db: Database, ofID id: [UInt8]) throws -> Int? { try memory.document(db, ofID: id) }

  func hit(
    _ db: Database, _ id: [UInt8], _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest,
    in scope: MemoryScope
  ) throws -> SearchHit? {
    try memory.hit(db, id, ranked, writer, for: request, in: scope)
  }
}
