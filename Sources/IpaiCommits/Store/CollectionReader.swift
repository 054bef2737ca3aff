import GRDB
import IpaiDatabase
import IpaiSearch

/// Reads the lengths of the fields of the commits that repositories reach.
enum CollectionReader {
  static func read(_ db: Database, _ repositories: [Int64]?, _ model: BM25F) throws -> CollectionStatistics {
    let members = repositories.map { "WHERE repository_id IN (\($0.map(String.init).joined(separator: ", ")))" } ?? ""
    let statement = try db.cachedStatement(
      sql: """
        SELECT id, sz FROM commit_words_docsize WHERE id IN (SELECT commit_id FROM reachable \(members)) ORDER BY id
        """)
    return CollectionStatistics(try FieldLengths.read(statement), model: model)
  }
}
