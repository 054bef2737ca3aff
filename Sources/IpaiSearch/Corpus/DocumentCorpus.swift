package import GRDB
import IpaiCore
package import IpaiDatabase

/// A kind of document that is stored in SQLite: what is particular to it. `CorpusIndex` does what all corpora share.
///
/// A document has a number, which is its row id in the word index and never changes, and an id that outlives the row. A
/// number may go to another document once its own is removed. Methods that take a `Database` are called within a read
/// transaction.
package protocol DocumentCorpus: Sendable {
  /// Which of the documents a request is about.
  associatedtype Scope: CorpusScope

  /// Where words and vectors are, and how the fields count.
  var layout: CorpusLayout { get }
  /// What it is called in a message, as in "the corpus 'commits'".
  var title: String { get }
  /// The filters that its documents support.
  var filters: Set<SearchFilter> { get }

  /// Finds out which documents a request is about.
  ///
  /// Throws `IpaiError(.notFound)` when what is to be searched has not been indexed.
  func scope(_ request: SearchRequest, in database: DatabaseFile) async throws -> Scope

  /// The document that the request's `like` names; nil when documents of this kind have no such names.
  func example(_ request: SearchRequest, in database: DatabaseFile) async throws -> SearchExample?

  /// `size` numbers, by document: 1 where the request's filter keeps it. nil when the filter keeps all documents.
  func kept(_ db: Database, by request: SearchRequest, in scope: Scope, size: Int) throws -> [UInt8]?

  /// The documents that the query names, at most `limit`, of those that the scope and the request's filter keep; nil for
  /// none. `isWord` says whether some document has the query's words.
  func named(
    _ db: Database, by request: SearchRequest, in scope: Scope, isWord: () -> Bool, limit: Int
  ) throws -> NamedDocuments?

  /// The id of a document, 1 to 255 bytes. Throws `IpaiError(.internal)` when no document has this number.
  func id(_ db: Database, ofDocument number: Int) throws -> [UInt8]

  /// The number of the document with an id; nil when it is not stored.
  func document(_ db: Database, ofID id: [UInt8]) throws -> Int?

  /// The hit for a document; nil when it has been removed since it was ranked.
  func hit(
    _ db: Database, _ id: [UInt8], _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest, in scope: Scope
  ) throws -> SearchHit?

  /// Adds to `coverage` what the corpus knows about how complete it is.
  func describe(_ coverage: inout CorpusCoverage, _ db: Database, for request: SearchRequest, in scope: Scope) throws
}

extension DocumentCorpus {
  /// Its name.
  package var title: String { "the corpus '\(layout.name)'" }

  /// No names.
  package func example(_ request: SearchRequest, in database: DatabaseFile) throws -> SearchExample? { nil }

  /// No filter.
  package func kept(_ db: Database, by request: SearchRequest, in scope: Scope, size: Int) throws -> [UInt8]? { nil }

  /// No names.
  package func named(
    _ db: Database, by request: SearchRequest, in scope: Scope, isWord: () -> Bool, limit: Int
  ) throws -> NamedDocuments? { nil }

  /// Nothing to add.
  package func describe(
    _ coverage: inout CorpusCoverage, _ db: Database, for request: SearchRequest, in scope: Scope
  ) throws {}
}
