package import IpaiPostgres
import Synchronization

/// A corpus in PostgreSQL, searched by words.
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
  private let collection = Mutex<(version: Int64, collection: PostgresCollection)?>(nil)

  /// The documents in the database of `pool`.
  package init(_ documents: Corpus, in pool: PostgresPool) {
    self.documents = documents
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
      try await store.segments(), members: try await documents.members(connection), model: documents.layout.model)
    collection.withLock { $0 = (version, read) }
    return read
  }
}
