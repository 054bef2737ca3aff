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
  /// The last few collections that were searched, by what distinguishes them.
  private let collections = Mutex<[(identity: String?, collection: PostgresCollection)]>([])
  private let vectors = Mutex<PostgresVectors?>(nil)
  private let covered = Mutex<(Covered, count: Int)?>(nil)

  private struct Covered: Equatable {
    let identity: String?
    let words: Int64
    let vectors: PostgresVectors.Key
  }

  private static var mostCollections: Int { 4 }

  /// The documents in the database of `pool`; `meaning` is nil when only words are searched.
  package init(_ documents: Corpus, in pool: PostgresPool, meaning: SearchMeaning? = nil) {
    self.documents = documents
    self.meaning = meaning
    self.pool = pool
  }

  /// Documents and their vectors, as they were at the last search.
  struct Known: Sendable {
    let collection: PostgresCollection
    let vectors: PostgresVectors
  }

  /// What was searched last, which may have changed since: enough to make a question of a query. nil when there were no vectors.
  func known(_ corpus: Corpus, model: String) -> Known? {
    let identity = corpus.identity
    guard let vectors = vectors.withLock({ $0 }), vectors.model == model, !vectors.numbers.isEmpty,
      let collection = collections.withLock({ $0.first { $0.identity == identity }?.collection })
    else { return nil }
    return Known(collection: collection, vectors: vectors)
  }

  /// Finds out which documents a request is about. Throws what `PostgresCorpus.narrowed` throws.
  package func scoped(_ request: SearchRequest) async throws -> any ScopedIndex {
    ScopedPostgres(self, request, try await documents.narrowed(to: request, in: pool))
  }

  /// The documents of `corpus` that are searched, kept until the corpus changes.
  func collection(_ corpus: Corpus, _ connection: PostgresConnection) async throws -> PostgresCollection {
    let store = SegmentStore(connection, corpus.layout)
    let version = try await store.version()
    let identity = corpus.identity
    let kept = collections.withLock { $0.first { $0.identity == identity }?.collection }
    if let kept, kept.version == version { return kept }
    let read = PostgresCollection(
      version: version, try await store.segments(), members: try await corpus.members(connection),
      turns: try await corpus.turns(connection), parts: try await corpus.parts(connection), layout: corpus.layout)
    collections.withLock { collections in
      collections.removeAll { $0.identity == identity }
      collections.append((identity, read))
      if collections.count > Self.mostCollections { collections.removeFirst() }
    }
    return read
  }

  /// How many documents of a collection have a vector, counted when either has changed. `identity` is that of the collection.
  func count(_ collection: PostgresCollection, _ identity: String?, with vectors: PostgresVectors) -> Int {
    let key = Covered(identity: identity, words: collection.version, vectors: vectors.key)
    if let kept = covered.withLock({ $0 }), kept.0 == key { return kept.count }
    let count = vectors.numbers.count { collection.document($0) != nil }
    covered.withLock { $0 = (key, count) }
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
