import Foundation
import GRDB
import IpaiSearch

/// The rows of files, documents and passages.
enum DocumentRows {
  /// What is known of the files of a source, in the order of the bytes of their paths.
  static func files(_ db: Database, of source: Int64) throws -> [KnownFile] {
    let outdated = try Set(
      Int64.fetchCursor(db, sql: "SELECT id FROM document WHERE splitter <> ?", arguments: [DocumentSplitter.version]))
    var files: [KnownFile] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT path, size, modified, changed, skipped, document_id FROM source_file WHERE source_id = ? ORDER BY path
        """, arguments: [source])
    while let row = try rows.next() {
      var stamp = FileStamp(size: row[1], modified: row[2], changed: row[3])
      // What another version divided is read and divided again.
      if !outdated.isEmpty, let document = row[5] as Int64?, outdated.contains(document) { stamp.changed = 0 }
      files.append(KnownFile(path: row[0], stamp: stamp, skipped: (row[4] as String?).flatMap(SkipReason.init)))
    }
    return files
  }

  /// What is stored of those files of a source that have one of these paths and are not left out, by the bytes of the paths.
  static func contents(_ db: Database, of source: Int64, _ paths: [String]) throws -> [[UInt8]: KnownContent] {
    var contents: [[UInt8]: KnownContent] = [:]
    let statement = try db.cachedStatement(
      sql: """
        SELECT d.digest, f.metadata FROM source_file f JOIN document d ON d.id = f.document_id
        WHERE f.source_id = ? AND f.path = ?
        """)
    for path in paths {
      guard let row = try Row.fetchOne(statement, arguments: [source, path]) else { continue }
      contents[Array(path.utf8)] = KnownContent(digest: Array(row[0] as Data), metadata: row[1])
    }
    return contents
  }

  /// The row of a document that is stored, as this version divides it; nil when there is none.
  static func id(_ db: Database, _ content: DocumentContent) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM document WHERE digest = ? AND splitter = ?"),
      arguments: [Data(content.digest), DocumentSplitter.version])
  }

  /// Stores what became of a file. `passages`: those of its document, if it was not stored before.
  static func keep(_ db: Database, _ file: ReadFile, of source: Int64, _ passages: [IndexedPassage]?) throws {
    var document: Int64?
    var skipped: String?
    switch file.result {
    case .success(let content): document = try id(db, content) ?? insert(db, content, passages ?? content.divided())
    case .failure(let failure): skipped = failure.reason.rawValue
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO source_file (source_id, path, document_id, skipped, size, modified, changed, metadata)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source_id, path) DO UPDATE SET
          document_id = excluded.document_id, skipped = excluded.skipped, size = excluded.size,
          modified = excluded.modified, changed = excluded.changed, metadata = excluded.metadata
        """
    ).execute(arguments: [
      source, file.path, document, skipped, file.stamp.size, file.stamp.modified, file.stamp.changed,
      file.metadata,
    ])
  }

  private static func insert(_ db: Database, _ content: DocumentContent, _ passages: [IndexedPassage]) throws -> Int64 {
    // Another version of the same text is in the way.
    if let old = try Int64.fetchOne(
      db, sql: "SELECT id FROM document WHERE digest = ?", arguments: [Data(content.digest)])
    {
      try db.execute(
        sql: "UPDATE source_file SET document_id = NULL, skipped = 'unreadable', size = -1 WHERE document_id = ?",
        arguments: [old])
      try remove(db, [old])
    }
    try db.cachedStatement(sql: "INSERT INTO document (digest, path, format, splitter) VALUES (?, ?, ?, ?)").execute(
      arguments: [Data(content.digest), content.path, content.format.name, DocumentSplitter.version])
    let document = db.lastInsertedRowID
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO passage (document_id, position, start_line, end_line, kind, heading, symbol, text, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let words = try db.cachedStatement(
      sql: "INSERT INTO passage_words (rowid, path, heading, text) VALUES (?, ?, ?, ?)")
    for (position, indexed) in passages.enumerated() {
      let passage = indexed.passage
      try insert.execute(arguments: [
        document, position, passage.startLine, passage.endLine, passage.kind.rawValue, indexed.heading,
        passage.kind == .definition ? passage.path.last : nil, passage.text, Data(indexed.digest),
      ])
      try words.execute(arguments: [
        db.lastInsertedRowID, indexed.words.path, indexed.words.heading, indexed.words.text,
      ])
    }
    return document
  }

  // MARK: Removal

  /// How many passages without a file are kept at least, for a branch or a folder that comes back.
  private static let keptPassages = 5_000

  /// Removes documents that no file has, when there are more of them than half of the others. Until then they are not found, but
  /// nothing of them has to be computed when they come back.
  static func removeUnusedIfMany(_ db: Database) throws {
    let unused =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM passage WHERE document_id NOT IN (\(used))") ?? 0
    guard unused > keptPassages else { return }
    let all = try Int.fetchOne(db, sql: "SELECT count(*) FROM passage") ?? 0
    if unused > all / 3 { try removeUnused(db) }
  }

  /// Removes all documents that no file has, with their vectors.
  static func removeUnused(_ db: Database) throws {
    let unused = try Int64.fetchAll(db, sql: "SELECT id FROM document WHERE id NOT IN (\(used))")
    try remove(db, unused)
    try db.execute(sql: "DELETE FROM passage_embedding WHERE digest NOT IN (SELECT digest FROM passage)")
    try CorpusVersion.wordsChanged(db, .documents)
    try CorpusVersion.vectorsChanged(db, .documents)
  }

  private static let used = "SELECT document_id FROM source_file WHERE document_id IS NOT NULL"

  /// Removes documents. Each batch of passages reads the whole index of words once.
  private static func remove(_ db: Database, _ documents: [Int64]) throws {
    var passages: Set<Int64> = []
    let ofDocument = try db.cachedStatement(sql: "SELECT id FROM passage WHERE document_id = ?")
    for document in documents {
      passages.formUnion(try Int64.fetchAll(ofDocument, arguments: [document]))
      guard passages.count >= WordRemoval.batch else { continue }
      try WordRemoval(db, .documents).remove(passages)
      passages = []
    }
    try WordRemoval(db, .documents).remove(passages)
    let delete = try db.cachedStatement(sql: "DELETE FROM document WHERE id = ?")
    for document in documents { try delete.execute(arguments: [document]) }
  }
}
