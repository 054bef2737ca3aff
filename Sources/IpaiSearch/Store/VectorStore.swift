import Foundation
package import GRDB
import IpaiEmbedding

/// The vectors of a corpus in the database.
package enum VectorStore {
  /// The row of a model, if the corpus has vectors of it; nil when nothing has been computed with it yet.
  static func model(_ db: Database, revision: String, in layout: CorpusLayout) throws -> Int64? {
    guard let model = try model(db, revision: revision) else { return nil }
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM \(layout.vectors.name) WHERE model_id = ? LIMIT 1")
    guard try Int.fetchOne(statement, arguments: [model]) != nil else { return nil }
    return model
  }

  /// The row of a model; nil when nothing has been computed with it, for any corpus.
  private static func model(_ db: Database, revision: String) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM embedding_model WHERE revision = ?"), arguments: [revision])
  }

  /// The row of a model, which is created if it is missing.
  static func makeModel(_ db: Database, _ encoder: any Embedder) throws -> Int64 {
    try makeModel(db, name: encoder.model, revision: encoder.revision, dimensions: encoder.dimensions)
  }

  /// The row of a model whose vectors are copied, which is created if it is missing. Its name is known to whoever computes with it.
  @discardableResult
  package static func makeModel(_ db: Database, revision: String, dimensions: Int) throws -> Int64 {
    try makeModel(db, name: String(revision.prefix(12)), revision: revision, dimensions: dimensions)
  }

  private static func makeModel(_ db: Database, name: String, revision: String, dimensions: Int) throws -> Int64 {
    if let id = try model(db, revision: revision) { return id }
    try db.execute(
      sql: "INSERT INTO embedding_model (name, revision, dimensions) VALUES (?, ?, ?)",
      arguments: [name, revision, dimensions])
    return db.lastInsertedRowID
  }

  /// Stores the vector of a document, unless it already has one of this model.
  static func add(
    _ db: Database, _ table: VectorTable, model: Int64, _ document: EmbeddedText, _ vector: QuantizedVector
  ) throws {
    // The document may have been removed while its vector was computed, and its row may belong to another one by now.
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO \(table.name) (model_id, \(table.document), scale, bytes)
        SELECT ?, id, ?, ? FROM \(table.source) WHERE id = ? AND \(table.text) = ?
        """
    ).execute(arguments: [
      model, Double(vector.scale), vector.bytes.withUnsafeBytes { Data($0) }, document.number, document.text,
    ])
  }

  /// 16 bytes that distinguish this database from others.
  static func identity(_ db: Database) throws -> [UInt8] {
    try Data.fetchOne(db, sql: "SELECT id FROM identity").map { Array($0) } ?? []
  }

  /// How many of the documents have no vector of the model; `members` is a query for their numbers.
  package static func missingCount(
    _ db: Database, _ layout: CorpusLayout, members: String, revision: String
  ) throws -> Int {
    try Int.fetchOne(db, sql: missing(layout, members, "count(*)"), arguments: [revision]) ?? 0
  }

  /// The numbers of those documents, ascending.
  static func missing(_ db: Database, _ layout: CorpusLayout, members: String, revision: String) throws -> [Int64] {
    try Int64.fetchAll(db, sql: missing(layout, members, "number") + " ORDER BY number", arguments: [revision])
  }

  /// Those of some documents.
  static func missing(
    _ db: Database, _ layout: CorpusLayout, among documents: ArraySlice<Int64>, revision: String
  ) throws -> [Int64] {
    let members = documents.map { "SELECT \($0)" }.joined(separator: " UNION ALL ")
    return try missing(db, layout, members: members, revision: revision)
  }

  private static func missing(_ layout: CorpusLayout, _ members: String, _ column: String) -> String {
    """
    WITH member (number) AS (\(members))
    SELECT \(column) FROM member WHERE NOT EXISTS (
      SELECT 1 FROM \(layout.vectors.name) v
      WHERE v.\(layout.vectors.document) = number
        AND v.model_id = (SELECT id FROM embedding_model WHERE revision = ?))
    """
  }

  /// The texts of documents, without those that have been removed.
  static func texts(_ db: Database, _ table: VectorTable, _ documents: ArraySlice<Int64>) throws -> [EmbeddedText] {
    let statement = try db.cachedStatement(sql: "SELECT \(table.text) FROM \(table.source) WHERE id = ?")
    return try documents.compactMap { number in
      try String.fetchOne(statement, arguments: [number]).map { EmbeddedText(number: number, text: $0) }
    }
  }
}
