import GRDB
import IpaiCore

/// The rows of corpora and of their sources.
enum CorpusRows {
  static func all(_ db: Database) throws -> [StoredCorpus] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT c.name, c.added_at,
          (SELECT count(*) FROM document_source s JOIN source_file f ON f.source_id = s.id
            WHERE s.corpus_id = c.id AND f.document_id IS NOT NULL),
          (SELECT count(*) FROM document_source s JOIN source_file f ON f.source_id = s.id
            WHERE s.corpus_id = c.id AND f.document_id IS NULL),
          (SELECT count(*) FROM passage WHERE document_id IN (
            SELECT f.document_id FROM document_source s JOIN source_file f ON f.source_id = s.id
            WHERE s.corpus_id = c.id))
        FROM document_corpus c ORDER BY c.name
        """
    ).map { row in
      StoredCorpus(
        name: row[0], added: Timestamp(seconds: row[1]), files: row[2], skipped: row[3], passages: row[4])
    }
  }

  static func sources(_ db: Database, corpus: String?) throws -> [StoredSource] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT s.id, c.name, s.path, s.include, s.exclude, s.synced_at
        FROM document_source s JOIN document_corpus c ON c.id = s.corpus_id
        WHERE ?1 IS NULL OR c.name = ?1 ORDER BY c.name, s.path
        """, arguments: [corpus]
    ).map { row in
      StoredSource(
        id: row[0], corpus: row[1], path: row[2], include: try GlobList.patterns(row[3]),
        exclude: try GlobList.patterns(row[4]),
        synced: (row[5] as Int64?).map { Timestamp(seconds: $0) })
    }
  }

  static func exists(_ db: Database, _ source: Int64) throws -> Bool {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT 1 FROM document_source WHERE id = ?"), arguments: [source]) != nil
  }

  /// Adds a source. Returns whether its corpus is new.
  static func add(_ db: Database, _ source: NewSource, at date: Timestamp) throws -> Bool {
    try db.execute(
      sql: "INSERT OR IGNORE INTO document_corpus (name, added_at) VALUES (?, ?)",
      arguments: [source.corpus, date.seconds])
    let isNew = db.changesCount > 0
    try db.execute(
      sql: """
        INSERT INTO document_source (corpus_id, path, include, exclude)
        SELECT id, ?, ?, ? FROM document_corpus WHERE name = ?
        ON CONFLICT (corpus_id, path) DO UPDATE SET include = excluded.include, exclude = excluded.exclude, synced_at = NULL
        """,
      arguments: [source.path, try GlobList.text(source.include), try GlobList.text(source.exclude), source.corpus])
    return isNew
  }

  /// Whether a source is at or beneath a path, or has files there.
  static func has(_ db: Database, _ path: String) throws -> Bool {
    for source in try sources(db, corpus: nil) where !source.path.isEmpty {
      if SourcePath.isAtOrBeneath(source.path, path) { return true }
      guard let inner = SourcePath.inner(path, beneath: source.path) else { continue }
      let found = try Int.fetchOne(
        db, sql: "SELECT 1 FROM source_file WHERE source_id = ? AND (path = ? OR substr(path, 1, ?) = ?) LIMIT 1",
        arguments: [source.id, inner, inner.unicodeScalars.count + 1, inner + "/"])
      if found != nil { return true }
    }
    return false
  }

  /// Removes a source of a path, or the files at or beneath it in other sources. Returns how many files were removed.
  static func forget(_ db: Database, _ path: String) throws -> Int {
    var count = 0
    for source in try sources(db, corpus: nil) where !source.path.isEmpty {
      if SourcePath.isAtOrBeneath(source.path, path) {
        count +=
          try Int.fetchOne(
            db, sql: "SELECT count(*) FROM source_file WHERE source_id = ?", arguments: [source.id]) ?? 0
        try db.execute(sql: "DELETE FROM document_source WHERE id = ?", arguments: [source.id])
      } else if let inner = SourcePath.inner(path, beneath: source.path) {
        try db.execute(
          sql: "DELETE FROM source_file WHERE source_id = ? AND (path = ? OR substr(path, 1, ?) = ?)",
          arguments: [source.id, inner, inner.unicodeScalars.count + 1, inner + "/"])
        count += db.changesCount
      }
    }
    try db.execute(sql: "DELETE FROM document_corpus WHERE id NOT IN (SELECT corpus_id FROM document_source)")
    return count
  }
}
