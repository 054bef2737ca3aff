import Foundation
import GRDB

/// Reads files with their passages, to be copied.
enum CopiedFileRows {
  /// Those files of a source that have one of these paths, by the bytes of the paths.
  static func files(_ db: Database, of source: Int64, _ paths: [String]) throws -> [[UInt8]: CopiedFile] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT f.size, f.modified, CASE WHEN d.splitter <> ? THEN 0 ELSE f.changed END, f.skipped, f.metadata, d.id, d.digest,
          d.path, d.format
        FROM source_file f LEFT JOIN document d ON d.id = f.document_id WHERE f.source_id = ? AND f.path = ?
        """)
    var files: [[UInt8]: CopiedFile] = [:]
    for path in paths {
      guard let row = try Row.fetchOne(statement, arguments: [DocumentSplitter.version, source, path]) else { continue }
      let known = KnownFile(
        path: path, stamp: FileStamp(size: row[0], modified: row[1], changed: row[2]),
        skipped: (row[3] as String?).flatMap(SkipReason.init))
      var document: CopiedFile.Document?
      if let number = row[5] as Int64? {
        document = CopiedFile.Document(
          digest: Array(row[6] as Data), path: row[7], format: row[8], passages: try passages(db, of: number))
      }
      files[Array(path.utf8)] = CopiedFile(known, metadata: row[4], document)
    }
    return files
  }

  private static func passages(_ db: Database, of document: Int64) throws -> [CopiedFile.Part] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT text, start_line, end_line, heading, kind FROM passage WHERE document_id = ? ORDER BY position
        """)
    return try Row.fetchAll(statement, arguments: [document]).map { CopiedFile.Part(SearchedPassages.passage($0)) }
  }
}
