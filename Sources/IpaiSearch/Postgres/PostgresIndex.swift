package import IpaiPostgres
import Synchronization

/// A corpus in PostgreSQL, searched by words and by meaning.
package final class PostgresIndex<Corpus: PostgresCorpus>: SearchIndex {
  /// The name of the corpus.
  package var corpus: String { documents.layout.name }
  /// What it is called in a message.
  package var title: String { documents.title }
  /// The filters that its documents support.
  package var filters: Set<SearchFilter> { documents.filters }
  /// What is particular to this kind of document.
  let documents: Corpus
  /// Where they are.
  let pool: PostgresPool
  /// The model for searches by meaning; nil when only words are searched.
  let meaning: SearchMeaning?
  private let collection = Mutex<(version: Int64, collection: PostgresCollection)?>(nil)
  private let vectors = Mutex<PostgresVectors?>(nil)

  /// The documents in the database of `pool`; `meaning` is nil when only words are searched.
  package init(_ documents: Corpus, in pool: PostgresPool, meaning: SearchMeaning? = nil) {
    self.documents = documents
    self.meaning = meaning
    self.pool = pool
  }

  /// All documents are searched.
  package func scoped(_ request: SearchRequest) async throws -> any ScopedIndex { ScopedPostgres(self, request) }

  /// The documents that are searched, kept until the corpus changes.
  func collection(_ connection: PostgresConnection) async throws -> PostgresCollection {
    let store = SegmentStore(connection, documents.layout)
    let version = try await store.version()
    if let kept = collection.withLock({ $0 }), kept.version == version { return kept.collection }
    let read = PostgresCollection(
      try await store.segments(), members: try await documents.members(connection),
      turns: try await documents.turns(connection), model: documents.layout.model)
    collection.withLock { $0 = (version, read) }
    return read
  }

  /// Which documents have vectors of a model, kept until they change; none where the database has no pgvector.
  func vectors(_ connection: PostgresConnection, model: String) async throws -> PostgresVectors? {
    let store = VectorTableStore(connection, documents.layout)
    guard let version = try await store.version() else { return nil }
    if let kept = vectors.withLock({ $0 }), kept.version == version, kept.model == model { return kept }
    let read = PostgresVectors(version: version, model: model, numbers: try await store.numbers(model: model))
    vectors.withLock { $0 = read }
    return read
  }
}
