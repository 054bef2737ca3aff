package import IpaiPostgres

/// A kind of document that is stored in PostgreSQL: what is particular to it. `PostgresIndex` does what all corpora share.
///
/// A document has a number, which is that of its row, and an id that outlives the row.
package protocol PostgresCorpus: Sendable {
  /// What a hit is made of, as it is read from the database.
  associatedtype Payload: Sendable

  /// How the fields count.
  var layout: CorpusLayout { get }
  /// The filters that its documents support.
  var filters: Set<SearchFilter> { get }
  /// True when a query that names documents means these only.
  var namesAreWhole: Bool { get }
  /// Computes the vectors that are missing.
  var updateCommand: String { get }

  /// The numbers of the documents that are searched.
  func members(_ connection: PostgresConnection) async throws -> Set<Int64>

  /// The numbers of those that the request's filter keeps; nil when it keeps all.
  func kept(_ connection: PostgresConnection, by request: SearchRequest) async throws -> Set<Int64>?

  /// The numbers of the documents that the query names, of those that the filter keeps.
  func named(_ connection: PostgresConnection, by request: SearchRequest) async throws -> [Int64]

  /// The ids, 1 to 255 bytes, of documents, by their numbers; those that are gone are left out.
  func ids(_ connection: PostgresConnection, of numbers: [Int64]) async throws -> [Int64: [UInt8]]

  /// The number of the document with an id; nil when it is not stored.
  func number(_ connection: PostgresConnection, ofID id: [UInt8]) async throws -> Int64?

  /// What hits are made of, by the ids of the documents; those that are gone are left out.
  func payloads(_ connection: PostgresConnection, of ids: [[UInt8]]) async throws -> [[UInt8]: Payload]

  /// The documents as turns of conversations, conversation by conversation and in order within each, with their numbers in the database in
  /// place of those of documents; nil where they are none.
  func turns(_ connection: PostgresConnection) async throws -> [Turn]?

  /// The hit for a document.
  func hit(_ payload: Payload, _ ranked: Ranked, _ writer: HitWriter) -> SearchHit
}

extension PostgresCorpus {
  /// No turns.
  package func turns(_ connection: PostgresConnection) async throws -> [Turn]? { nil }

  /// What it is called in a message.
  var title: String { "the corpus '\(layout.name)'" }
}
