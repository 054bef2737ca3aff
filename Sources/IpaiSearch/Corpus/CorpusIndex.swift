import GRDB
import IpaiEmbedding
package import IpaiDatabase
import Synchronization

/// A corpus in SQLite, searched by words and by meaning.
package final class CorpusIndex<Corpus: DocumentCorpus>: SearchIndex {
  /// The name of the corpus: `commits`.
  package var corpus: String { documents.layout.name }
  /// What it is called in a message.
  package var title: String { documents.title }
  /// The filters that its documents support.
  package var filters: Set<SearchFilter> { documents.filters }
  /// What is particular to this kind of document.
  let documents: Corpus
  /// Where the documents are stored.
  let database: DatabaseFile
  /// The model for searches by meaning; nil when only words are searched.
  let meaning: SearchMeaning?
  /// The ranking by words.
  let ranking: TermRanking
  private let collections = Mutex(CollectionCache())
  private let turns = Mutex<(version: Int64, turns: TurnCollection)?>(nil)
  private let groups = Mutex<(version: Int64, groups: DocumentGroups)?>(nil)
  private let vectors = Mutex<CorpusVectors?>(nil)

  /// `meaning` is nil when only words are searched.
  package init(_ documents: Corpus, in database: DatabaseFile, meaning: SearchMeaning? = nil) {
    self.documents = documents
    self.database = database
    self.meaning = meaning
    ranking = TermRanking(documents.layout)
  }

  /// Finds out which documents a request is about. Throws what `DocumentCorpus.scope` throws.
  package func scoped(_ request: SearchRequest) async throws -> any ScopedIndex {
    ScopedCorpus(self, request, try await documents.scope(request, in: database))
  }

  /// The statistics of the documents of a scope, kept until the corpus changes.
  func collection(_ db: Database, _ scope: Corpus.Scope) throws -> CollectionStatistics {
    let layout = documents.layout
    let key = CollectionCache.Key(members: scope.members, version: try CorpusVersion.words(db, layout))
    if let known = collections.withLock({ $0.statistics(for: key) }) { return known }
    let statistics = try CollectionReader.read(db, layout, condition: scope.condition, groups(db))
    collections.withLock { $0.keep(statistics, for: key) }
    return statistics
  }

  /// The documents as turns of conversations, kept until the corpus changes; nil where they are none.
  func turns(_ db: Database) throws -> TurnCollection? {
    guard let table = documents.layout.turns else { return nil }
    let version = try CorpusVersion.words(db, documents.layout)
    if let kept = turns.withLock({ $0 }), kept.version == version { return kept.turns }
    let read = try TurnReader.read(db, table)
    turns.withLock { $0 = (version, read) }
    return read
  }

  /// Which documents are parts of the same whole, kept until the corpus changes; nil where they are not.
  private func groups(_ db: Database) throws -> DocumentGroups? {
    guard let table = documents.layout.groups else { return nil }
    let version = try CorpusVersion.words(db, documents.layout)
    if let kept = groups.withLock({ $0 }), kept.version == version { return kept.groups }
    let read = try GroupReader.read(db, table)
    groups.withLock { $0 = (version, read) }
    return read
  }

  /// The vectors of all documents, kept until they change.
  func vectors(_ db: Database, _ encoder: any Embedder) throws -> CorpusVectors {
    let layout = documents.layout
    let version = try CorpusVersion.vectors(db, layout)
    if let kept = vectors.withLock({ $0 }), kept.version == version, kept.revision == encoder.revision { return kept }
    let loaded = try CorpusVectors.load(db, layout, encoder, cacheFolder: meaning?.cacheFolder)
    vectors.withLock { $0 = loaded }
    return loaded
  }
}
