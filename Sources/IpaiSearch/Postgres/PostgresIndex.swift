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
  private let covered = Mutex<(words: Int64, vectors: PostgresVectors.Key, count: Int)?>(nil)

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
      version: version, try await store.segments(), members: try await documents.members(connection),
      turns: try await documents.turns(connection), model: documents.layout.model)
    collection.withLock { $0 = (version, read) }
    return read
  }

  /// How many documents of a collection have a vector, counted when either has changed.
  func count(_ collection: PostgresCollection, with vectors: PostgresVectors) -> Int {
    if let kept = covered.withLock({ $0 }), kept.words == collection.version, kept.vectors == vectors.key {
      return kept.count
    }
    let count = vectors.numbers.count { collection.document($0) != nil }
    covered.withLock { $0 = (collection.version, vectors.key, count) }
    return count
  }

  /// Which documents have vectors of a model, kept until they change; none where the database has no pgvector.
  func vectors(_ connection: PostgresConnection, model: String) async throws -> PostgresVectors? {
    let store = VectorTableStore(connection, documents.layout)
    guard let version = try await store.version() else { return nil }
    let key = PostgresVectors.Key(version: version, model: model)
    if let kept = vectors.withLock({ $0 }), kept.key == key { return kept }
    let read = PostgresVectors(
      key: key, place: try await store.schema(), numbers: try await store.numbers(model: model))
    vectors.withLock { $0 = read }
    return read
  }
}
