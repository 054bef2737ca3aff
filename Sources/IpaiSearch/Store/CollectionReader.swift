import GRDB
import IpaiDatabase

/// Reads the lengths of the fields of the documents of a collection.
enum CollectionReader {
  /// `condition` says which documents belong to it, by their `id`.
  static func read(_ db: Database, _ layout: CorpusLayout, condition: String) throws -> CollectionStatistics {
    let statement = try db.cachedStatement(
      sql: "SELECT id, sz FROM \(layout.wordTable)_docsize WHERE \(condition) ORDER BY id")
    return CollectionStatistics(try FieldLengths.read(statement), model: layout.model)
  }
}
