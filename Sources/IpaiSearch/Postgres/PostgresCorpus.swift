package import IpaiPostgres

/// A kind of document that is stored in PostgreSQL: what is particular to it. `PostgresIndex` does what all corpora share.
///
/// A document has a number, which is that of its row, and an id that outlives the row. The methods that take a connection are called within
/// one transaction for each search, but for `payloads`.
package protocol PostgresCorpus: Sendable {
  /// What a hit is made of, as it is read from the database.
  associatedtype Payload: Sendable

  /// How the fields count.
  var layout: CorpusLayout { get }
  /// The filters that its documents support.
  var filters: Set<SearchFilter> { get }
  /// What it is called in a message, as in "the corpus 'memory'".
  var title: String { get }
  /// Distinguishes these documents from others of the corpus; nil for all of them.
  var identity: String? { get }
  /// Computes the vectors that are missing.
  var updateCommand: String { get }

  /// Those of the documents that a request is about.
  ///
  /// Throws `IpaiError(.notFound)` when what is to be searched has not been indexed.
  func narrowed(to request: SearchRequest, in pool: PostgresPool) async throws -> Self

  /// The document that the request's `like` names; nil when documents of this kind have no such names.
  func example(_ request: SearchRequest, in pool: PostgresPool) async throws -> SearchExample?

  /// The numbers of the documents that are searched.
  func members(_ connection: PostgresConnection) async throws -> Set<Int64>

  /// The numbers of those that the request's filter keeps; nil when it keeps all.
  func kept(_ connection: PostgresConnection, by request: SearchRequest) async throws -> Set<Int64>?

  /// The documents that the query names, at most `limit`, of those that the filter keeps; nil for none. `isWord` says whether some document
  /// has the query's words.
  func named(
    _ connection: PostgresConnection, by request: SearchRequest, isWord: () -> Bool, limit: Int
  ) async throws -> NamedDocuments?

  /// The ids, 1 to 255 bytes, of documents, by their numbers; those that are gone are left out.
  func ids(_ connection: PostgresConnection, of numbers: [Int64]) async throws -> [Int64: [UInt8]]

  /// The number of the document with an id; nil when it is not stored.
  func number(_ connection: PostgresConnection, ofID id: [UInt8]) async throws -> Int64?

  /// What hits are made of, by the ids of the documents; those that are gone are left out.
  func payloads(_ connection: PostgresConnection, of documents: [ShownDocument]) async throws -> [[UInt8]: Payload]

  /// The documents as turns of conversations, conversation by conversation and in order within each, with their numbers in the database in
  /// place of those of documents; nil where they are none.
  func turns(_ connection: PostgresConnection) async throws -> [Turn]?

  /// The documents as parts of wholes, with their numbers in the database in place of those of documents; nil where they are none.
  func parts(_ connection: PostgresConnection) async throws -> [DocumentGroups.Part]?

  /// Adds to `coverage` what the corpus knows about how complete it is.
  func describe(_ coverage: CorpusCoverage, _ connection: PostgresConnection, for request: SearchRequest) async throws
    -> CorpusCoverage

  /// The hit for a document.
  func hit(_ payload: Payload, _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest) -> SearchHit
}

extension PostgresCorpus {
  /// Its name.
  package var title: String { "the corpus '\(layout.name)'" }
  /// All documents.
  package var identity: String? { nil }
  /// All documents.
  package func narrowed(to request: SearchRequest, in pool: PostgresPool) async throws -> Self { self }
  /// No names.
  package func example(_ request: SearchRequest, in pool: PostgresPool) async throws -> SearchExample? { nil }
  /// No turns.
  package func turns(_ connection: PostgresConnection) async throws -> [Turn]? { nil }
  /// No parts.
  package func parts(_ connection: PostgresConnection) async throws -> [DocumentGroups.Part]? { nil }
  /// Nothing to add.
  package func describe(
    _ coverage: CorpusCoverage, _ connection: PostgresConnection, for request: SearchRequest
  ) async throws -> CorpusCoverage { coverage }
}
