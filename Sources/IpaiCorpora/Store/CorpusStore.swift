package import IpaiCore
package import IpaiSearch

/// Where corpora of documents are kept. All methods throw `IpaiError`, `.unavailable` when what they are kept in cannot be used.
package protocol CorpusStore: Sendable {
  /// Who keeps their folders in it.
  var sharing: StoreSharing { get }

  /// All corpora in the order of their names, with what they hold.
  func corpora() async throws -> [StoredCorpus]

  /// The names of all corpora, in their order.
  func names() async throws -> [String]

  /// The embedders of corpora that have another one than the installed model, by the names of the corpora.
  func embedders() async throws -> [String: CorpusEmbedder]

  /// Gives a corpus an embedder. What was computed with the one before stays until the corpus is forgotten. Returns false when there
  /// is no such corpus.
  func set(_ embedder: CorpusEmbedder, ofCorpus name: String) async throws -> Bool

  /// The sources of a corpus, or of all when it is nil; in the order of their corpora and paths.
  func sources(of corpus: String?) async throws -> [StoredSource]

  /// Adds a source to a corpus, which is made if there is none, or changes what is left out of one that is there. Returns its row.
  ///
  /// `embedder` is for a corpus that is new; nil for the installed model.
  func add(_ source: NewSource, embedder: CorpusEmbedder?, at date: Timestamp) async throws -> StoredSource

  /// Removes a corpus and all that only it has. Returns false when there is none.
  func forget(corpus name: String) async throws -> Bool

  /// Whether a corpus has something at or beneath a path.
  func has(path: String) async throws -> Bool

  /// Removes a source from every corpus, or files beneath a path of one. Returns how many files were removed.
  func forget(path: String) async throws -> Int

  /// The files and imported texts of a corpus, in the order of their sources and paths, with those that are left out.
  func files(ofCorpus name: String) async throws -> [CorpusFile]

  /// At most `most` passages of a corpus after the one with this number, by their numbers.
  func passages(ofCorpus name: String, after number: Int64, most: Int) async throws -> [StoredPassage]

  /// What is known of the files of a source, in the order of the bytes of their paths.
  func files(of source: Int64) async throws -> [KnownFile]

  /// What is stored of those files of a source that have one of these paths and are not left out, by the bytes of the paths.
  func contents(of paths: [String], in source: Int64) async throws -> [[UInt8]: KnownContent]

  /// Those of the documents that are not stored in the corpus of a source as this version divides them, by their digests.
  func missing(_ documents: [DocumentContent], in source: Int64) async throws -> Set<[UInt8]>

  /// Stores what became of files, all or nothing. `divided` has the passages of those documents that were not stored before, by digest.
  ///
  /// Throws `IpaiError(.conflict)` when the source has been forgotten meanwhile.
  func write(_ files: [ReadFile], of source: Int64, _ divided: [[UInt8]: [IndexedPassage]]) async throws

  /// Those files of a source that have one of these paths, with their passages, by the bytes of the paths.
  func copies(of paths: [String], in source: Int64) async throws -> [[UInt8]: CopiedFile]

  /// The revisions of the models with which the meaning of passages of a corpus was computed, in their order.
  func models(ofCorpus name: String) async throws -> [String]

  /// At most `most` vectors of passages of a corpus after the one with this digest, which is empty for the first, in the order of their
  /// digests. `model`: the revision of the model.
  func vectors(ofCorpus name: String, model: String, after digest: [UInt8], most: Int) async throws -> [CopiedVector]

  /// Gives passages of a corpus that lack a vector of a model those that were computed elsewhere. Returns how many cannot be kept.
  func add(_ vectors: [CopiedVector], toCorpus name: String, model: String) async throws -> LeftOutVectors

  /// Has the files of a source read and divided again by the next sync, as if another version had divided them.
  func renew(_ source: Int64) async throws

  /// Notes that all files of a source have been read, and forgets those that have vanished. `isChanged`: whether any was read.
  func finish(_ source: Int64, isChanged: Bool, vanished: [String], at date: Timestamp) async throws
}

extension CorpusStore {
  /// The corpus with a name; nil when there is none.
  package func corpus(_ name: String) async throws -> StoredCorpus? { try await corpora().first { $0.name == name } }

  /// The sources of all corpora, in the order of their corpora and paths.
  package func sources() async throws -> [StoredSource] { try await sources(of: nil) }

  /// Adds a source; a corpus that is new has the installed model.
  package func add(_ source: NewSource, at date: Timestamp) async throws -> StoredSource {
    try await add(source, embedder: nil, at: date)
  }

  /// Keeps texts in a corpus, which is made if there is none, all or nothing. One with the id of another takes its place.
  package func keep(_ texts: [ImportedText], inCorpus name: String, at date: Timestamp) async throws -> ImportedTexts {
    let source = try await add(NewSource(corpus: name, path: ""), at: date)
    let known = try await contents(of: texts.map(\.id), in: source.id)
    var outcome = ImportedTexts()
    var files: [[UInt8]: ReadFile] = [:]
    for text in texts {
      let content = DocumentContent(path: text.path, Array(text.text.utf8))
      files[Array(text.id.utf8)] = ReadFile(
        path: text.id,
        stamp: FileStamp(size: Int64(text.text.utf8.count), modified: date.seconds * 1_000_000_000, changed: 0),
        result: .success(content), metadata: text.metadata)
    }
    let changed = files.values.filter { file in
      guard let old = known[Array(file.path.utf8)] else {
        outcome.added += 1
        return true
      }
      let isSame = old.digest == file.content?.digest && (old.metadata ?? "{}") == file.metadata
      if isSame { outcome.unchanged += 1 } else { outcome.updated += 1 }
      return !isSame
    }.sorted { ByteOrder.compare($0.path, $1.path) < 0 }
    try await keep(changed, of: source.id)
    try await finish(source.id, isChanged: !changed.isEmpty, vanished: [], at: date)
    return outcome
  }

  /// Stores files that were copied from another store, all or nothing. Throws `IpaiError(.conflict)` when the source has been forgotten
  /// meanwhile.
  package func restore(_ prepared: PreparedFiles, in source: Int64) async throws {
    try await write(prepared.files.map(\.file), of: source, prepared.divided)
  }

  /// Stores what became of files, all or nothing. Throws `IpaiError(.conflict)` when the source has been forgotten meanwhile.
  func keep(_ files: [ReadFile], of source: Int64) async throws {
    // What is not stored yet is divided outside of the transaction, so that others can write meanwhile.
    let contents = files.compactMap(\.content)
    let missing = try await missing(contents, in: source)
    var divided: [[UInt8]: [IndexedPassage]] = [:]
    for content in contents where missing.contains(content.digest) && divided[content.digest] == nil {
      divided[content.digest] = try content.divided()
    }
    try await write(files, of: source, divided)
  }
}
