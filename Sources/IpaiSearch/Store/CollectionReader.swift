import GRDB
import IpaiDatabase

/// Reads the lengths of the fields of the documents of a collection.
enum CollectionReader {
  /// `members` is a query for the numbers of the documents.
  static func read(_ db: Database, _ layout: CorpusLayout, members: String) throws -> CollectionStatistics {
    let statement = try db.cachedStatement(
      sql: "SELECT id, sz FROM \(layout.wordTable)_docsize WHERE id IN (\(members)) ORDER BY id")
    return CollectionStatistics(try FieldLengths.read(statement), model: layout.model)
  }
}
