import Foundation
import GRDB
package import IpaiCore
package import IpaiDatabase
package import IpaiSearch

/// The corpora of documents of a SQLite database.
package struct SQLiteCorpusStore: CorpusStore {
  let database: DatabaseFile

  /// The corpora of a database.
  package init(_ database: DatabaseFile) { self.database = database }

  package var sharing: StoreSharing { .alone }

  // MARK: Corpora

  /// All corpora in the order of their names, with what they hold.
  package func corpora() throws -> [StoredCorpus] { try database.read { try CorpusRows.all($0) } }

  /// The names of all corpora, in their order.
  package func names() throws -> [String] {
    try database.read { try String.fetchAll($0, sql: "SELECT name FROM document_corpus ORDER BY name") }
  }

  /// The embedders of corpora that have another one than the installed model, by the names of the corpora.
  package func embedders() throws -> [String: CorpusEmbedder] { try database.read { try EmbedderRows.all($0) } }

  /// Gives a corpus an embedder. What was computed with the one before stays until the corpus is forgotten. Returns false when there
  /// is no such corpus.
  package func set(_ embedder: CorpusEmbedder, ofCorpus name: String) throws -> Bool {
    try database.write { try EmbedderRows.set($0, embedder, ofCorpus: name) }
  }

  /// The sources of a corpus, or of all; in the order of their corpora and paths.
  package func sources(of corpus: String?) throws -> [StoredSource] {
    try database.read { try CorpusRows.sources($0, corpus: corpus) }
  }

  /// Adds a source to a corpus, which is made if there is none, or changes what is left out of one that is there. Returns its row.
  ///
  /// `embedder` is for a corpus that is new; nil for the installed model.
  package func add(_ source: NewSource, embedder: CorpusEmbedder?, at date: Timestamp) throws -> StoredSource {
    try database.write { db in
      let isNew = try CorpusRows.add(db, source, at: date)
      if isNew, let embedder { _ = try EmbedderRows.set(db, embedder, ofCorpus: source.corpus) }
      guard
        let stored = try CorpusRows.sources(db, corpus: source.corpus).first(where: {
          ByteOrder.compare($0.path, source.path) == 0
        })
      else {
        throw IpaiError(.internal, "the source was not stored")
      }
      return stored
    }
  }

  /// Removes a corpus and all that only it has. Returns false when there is none.
  package func forget(corpus name: String) throws -> Bool {
    try database.write { db in
      try db.execute(sql: "DELETE FROM document_corpus WHERE name = ?", arguments: [name])
      guard db.changesCount > 0 else { return false }
      try DocumentRows.removeUnused(db)
      return true
    }
  }

  /// Whether a corpus has something at or beneath a path.
  package func has(path: String) throws -> Bool { try database.read { try CorpusRows.has($0, path) } }

  /// Removes a source from every corpus, or files beneath a path of one. Returns how many files were removed.
  package func forget(path: String) throws -> Int {
    try database.write { db in
      let count = try CorpusRows.forget(db, path)
      if count > 0 { try DocumentRows.removeUnused(db) }
      return count
    }
  }

  // MARK: Content

  /// The files and imported texts of a corpus, in the order of their sources and paths, with those that are left out.
  package func files(ofCorpus name: String) throws -> [CorpusFile] {
    try database.read { try CorpusContent.files($0, of: name) }
  }

  /// At most `most` passages of a corpus after the one with this number, by their numbers.
  package func passages(ofCorpus name: String, after number: Int64, most: Int) throws -> [StoredPassage] {
    try database.read { try CorpusContent.passages($0, of: name, after: number, most: most) }
  }

  // MARK: Files

  /// What is known of the files of a source, in the order of the bytes of their paths.
  package func files(of source: Int64) throws -> [KnownFile] {
    try database.read { try DocumentRows.files($0, of: source) }
  }

  /// What is stored of those files of a source that have one of these paths and are not left out, by the bytes of the paths.
  package func contents(of paths: [String], in source: Int64) throws -> [[UInt8]: KnownContent] {
    try database.read { try DocumentRows.contents($0, of: source, paths) }
  }

  /// Those of the documents that are not stored as this version divides them, by their digests.
  package func missing(_ documents: [DocumentContent], in source: Int64) throws -> Set<[UInt8]> {
    try database.read { db in
      try Set(documents.filter { try DocumentRows.id(db, $0) == nil }.map(\.digest))
    }
  }

  /// Stores what became of files, all or nothing. Throws `IpaiError(.conflict)` when the source has been forgotten meanwhile.
  package func write(_ files: [ReadFile], of source: Int64, _ divided: [[UInt8]: [IndexedPassage]]) throws {
    try database.write { db in
      guard try CorpusRows.exists(db, source) else { throw CorpusConflict.forgotten }
      for file in files {
        try DocumentRows.keep(db, file, of: source, file.content.flatMap { divided[$0.digest] })
      }
      try CorpusVersion.wordsChanged(db, .documents)
      try CorpusVersion.vectorsChanged(db, .documents)
    }
  }

  /// Those files of a source that have one of these paths, with their passages, by the bytes of the paths.
  package func copies(of paths: [String], in source: Int64) throws -> [[UInt8]: CopiedFile] {
    try database.read { try CopiedFileRows.files($0, of: source, paths) }
  }

  /// The revisions of the models with which the meaning of passages of a corpus was computed, in their order.
  package func models(ofCorpus name: String) throws -> [String] {
    try database.read { try CopiedVectorRows($0, corpus: name).models() }
  }

  /// At most `most` vectors of passages of a corpus after the one with this digest, in the order of their digests.
  package func vectors(ofCorpus name: String, model: String, after digest: [UInt8], most: Int) throws -> [CopiedVector]
  {
    try database.read { try CopiedVectorRows($0, corpus: name).vectors(model: model, after: digest, most: most) }
  }

  /// Gives passages of a corpus that lack a vector of a model those that were computed elsewhere.
  package func add(_ vectors: [CopiedVector], toCorpus name: String, model: String) throws -> LeftOutVectors {
    try database.write { db in
      let unstorable = try CopiedVectorRows(db, corpus: name).add(vectors, model: model)
      try CorpusVersion.vectorsChanged(db, .documents)
      return LeftOutVectors(unstorable: unstorable)
    }
  }

  /// Notes that all files of a source have been read, and forgets those that have vanished. `isChanged`: whether any was read.
  package func renew(_ source: Int64) throws {
    try database.write { db in
      try db.execute(
        sql: """
          UPDATE document SET splitter = -1
          WHERE id IN (SELECT document_id FROM source_file WHERE source_id = ? AND document_id IS NOT NULL)
          """, arguments: [source])
    }
  }

  package func finish(_ source: Int64, isChanged: Bool, vanished: [String], at date: Timestamp) throws {
    try database.write { db in
      let delete = try db.cachedStatement(sql: "DELETE FROM source_file WHERE source_id = ? AND path = ?")
      for path in vanished { try delete.execute(arguments: [source, path]) }
      try db.execute(
        sql: "UPDATE document_source SET synced_at = ? WHERE id = ?", arguments: [date.seconds, source])
      if !vanished.isEmpty {
        try CorpusVersion.wordsChanged(db, .documents)
        try CorpusVersion.vectorsChanged(db, .documents)
      }
      if isChanged || !vanished.isEmpty { try DocumentRows.removeUnusedIfMany(db) }
    }
  }
}
