import Foundation
import GRDB

/// The rows of imported texts.
enum ImportedRows {
  /// The texts of a source, by id: the digest of each and what was imported with it.
  static func texts(_ db: Database, of source: Int64) throws -> [String: (digest: [UInt8], metadata: String)] {
    var texts: [String: (digest: [UInt8], metadata: String)] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT f.path, d.digest, f.metadata FROM source_file f JOIN document d ON d.id = f.document_id
        WHERE f.source_id = ?
        """, arguments: [source])
    while let row = try rows.next() {
      let digest: Data = row[1]
      texts[row[0]] = (Array(digest), (row[2] as String?) ?? "{}")
    }
    return texts
  }
}
