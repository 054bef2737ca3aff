import GRDB
import IpaiDatabase

/// Reads the lengths of the fields of the documents of a collection.
enum CollectionReader {
  /// `condition` says which documents belong to it, by their `id`.
  static func read(
    _ db: Database, _ layout: CorpusLayout, condition: String, _ groups: DocumentGroups?
  ) throws -> CollectionStatistics {
    let statement = try db.cachedStatement(
      sql: "SELECT id, sz FROM \(layout.wordTable)_docsize WHERE \(condition) ORDER BY id")
    let documents = try FieldLengths.read(statement)
    var wholes: WholeDocuments?
    if let groups, let table = layout.groups {
      wholes = WholeDocuments(groups, documents, nameColumns: table.nameColumns, model: layout.model)
    }
    return CollectionStatistics(documents, model: layout.model, wholes: wholes)
  }
}
