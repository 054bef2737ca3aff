import Foundation
import GRDB

/// The rows of imported texts.
enum ImportedRows {
  /// Those texts of a source that have one of these ids, by id: the digest of each and what was imported with it.
  static func texts(_ db: Database, of source: Int64, ids: [String]) throws -> [String: (
    digest: [UInt8], metadata: String
  )] {
    var texts: [String: (digest: [UInt8], metadata: String)] = [:]
    let statement = try db.cachedStatement(
      sql: """
        SELECT d.digest, f.metadata FROM source_file f JOIN document d ON d.id = f.document_id
        WHERE f.source_id = ? AND f.path = ?
        """)
    for id in ids {
      guard let row = try Row.fetchOne(statement, arguments: [source, id]) else { continue }
      let digest: Data = row[0]
      texts[id] = (Array(digest), (row[1] as String?) ?? "{}")
    }
    return texts
  }
}
