import GRDB
import IpaiEmbedding
package import IpaiDatabase
import Synchronization

/// A corpus in SQLite, searched by words and by meaning.
package final class CorpusIndex<Corpus: DocumentCorpus>: SearchIndex {
  package var corpus: String { documents.layout.name }
  package var filters: Set<SearchFilter> { documents.filters }
  let documents: Corpus
  let database: DatabaseFile
  /// nil where only words are to be searched.
  let meaning: SearchMeaning?
  let ranking: TermRanking
  private let collections = Mutex(CollectionCache())
  private let vectors = Mutex<CorpusVectors?>(nil)

  /// `meaning` is nil where only words are to be searched.
  package init(_ documents: Corpus, in database: DatabaseFile, meaning: SearchMeaning? = nil) {
    self.documents = documents
    self.database = database
    self.meaning = meaning
    ranking = TermRanking(documents.layout)
  }

  package func scoped(_ request: SearchRequest) throws -> any ScopedIndex {
    ScopedCorpus(self, request, try documents.scope(request, in: database))
  }

  /// The statistics of the documents of a scope, kept as long as the corpus does not change.
  func collection(_ db: Database, _ scope: Corpus.Scope) throws -> CollectionStatistics {
    let layout = documents.layout
    let key = CollectionCache.Key(members: scope.members, version: try CorpusVersion.words(db, layout))
    if let known = collections.withLock({ $0.statistics(for: key) }) { return known }
    let statistics = try CollectionReader.read(db, layout, members: scope.members)
    collections.withLock { $0.keep(statistics, for: key) }
    return statistics
  }

  /// The vectors of all documents, kept as long as they do not change.
  func vectors(_ db: Database, _ encoder: TextEncoder) throws -> CorpusVectors {
    let layout = documents.layout
    let version = try CorpusVersion.vectors(db, layout)
    if let kept = vectors.withLock({ $0 }), kept.version == version, kept.revision == encoder.revision { return kept }
    let loaded = try CorpusVectors.load(db, layout, encoder, cacheFolder: meaning?.cacheFolder)
    vectors.withLock { $0 = loaded }
    return loaded
  }
}
