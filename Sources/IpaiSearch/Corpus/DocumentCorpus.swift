package import GRDB
import IpaiCore
package import IpaiDatabase

/// A kind of document that is stored in SQLite: what it tells `CorpusIndex`, which does all that corpora share.
///
/// A document has a number, which is its row id in the word index and never changes, and an id that lasts longer than the
/// row. Methods that take a `Database` are called within a transaction that reads.
package protocol DocumentCorpus: Sendable {
  associatedtype Scope: CorpusScope

  var layout: CorpusLayout { get }
  /// By what its documents can be kept apart.
  var filters: Set<SearchFilter> { get }

  /// Finds out which documents a request is about.
  ///
  /// Throws `IpaiError(.notFound)` when what is to be searched has not been indexed.
  func scope(_ request: SearchRequest, in database: DatabaseFile) throws -> Scope

  /// The document that the request's `like` names; nil where documents have no names for that.
  func example(_ request: SearchRequest, in database: DatabaseFile) throws -> SearchExample?

  /// By number, up to `size`: 1 where the request's filter keeps the document; nil where it keeps all.
  func kept(_ db: Database, by request: SearchRequest, in scope: Scope, size: Int) throws -> [UInt8]?

  /// The documents that the query names, at most `limit`; nil for none. `isWord` says whether some document has the
  /// query's words.
  func named(
    _ db: Database, by request: SearchRequest, in scope: Scope, isWord: Bool, limit: Int
  ) throws -> NamedDocuments?

  /// The id of a document, 1 to 255 bytes. Throws `IpaiError(.internal)` where there is none of this number.
  func id(_ db: Database, ofDocument number: Int) throws -> [UInt8]

  /// The number of the document of an id; nil when it is not stored.
  func document(_ db: Database, ofID id: [UInt8]) throws -> Int?

  /// The hit that a document is; nil where it was removed since it was ranked.
  func hit(
    _ db: Database, _ id: [UInt8], _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest, in scope: Scope
  ) throws -> SearchHit?

  /// Adds what the corpus knows of how complete it is.
  func describe(_ coverage: inout CorpusCoverage, _ db: Database, for request: SearchRequest, in scope: Scope) throws
}

extension DocumentCorpus {
  package func example(_ request: SearchRequest, in database: DatabaseFile) throws -> SearchExample? { nil }

  package func kept(_ db: Database, by request: SearchRequest, in scope: Scope, size: Int) throws -> [UInt8]? { nil }

  package func named(
    _ db: Database, by request: SearchRequest, in scope: Scope, isWord: Bool, limit: Int
  ) throws -> NamedDocuments? { nil }

  package func describe(
    _ coverage: inout CorpusCoverage, _ db: Database, for request: SearchRequest, in scope: Scope
  ) throws {}
}
