import GRDB
import IpaiCore

/// Reads what a corpus holds.
enum CorpusContent {
  /// Its files and imported texts, in the order of their sources and paths.
  static func files(_ db: Database, of corpus: String) throws -> [CorpusFile] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT s.path, f.path, d.format, f.skipped, f.modified,
          (SELECT count(*) FROM passage p WHERE p.document_id = f.document_id)
        FROM source_file f JOIN document_source s ON s.id = f.source_id
        JOIN document_corpus c ON c.id = s.corpus_id LEFT JOIN document d ON d.id = f.document_id
        WHERE c.name = ? ORDER BY s.path, f.path
        """, arguments: [corpus]
    ).map { row in
      let modified: Int64 = row[4]
      return CorpusFile(
        path: PassagePlace.path(row[0], row[1]), format: row[2],
        skipped: (row[3] as String?).flatMap(SkipReason.init), passages: row[5],
        modified: Timestamp(seconds: modified / 1_000_000_000))
    }
  }

  /// At most `most` passages with numbers above `number`, by their numbers, each with the first of the files that have it.
  static func passages(_ db: Database, of corpus: String, after number: Int64, most: Int) throws -> [StoredPassage] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT p.text, p.start_line, p.end_line, p.heading, p.kind, p.id, s.path, f.path, d.format, f.metadata,
          (SELECT count(*) FROM passage o WHERE o.document_id = d.id) = 1
        FROM passage p JOIN document d ON d.id = p.document_id
        JOIN source_file f ON f.document_id = d.id JOIN document_source s ON s.id = f.source_id
        JOIN document_corpus c ON c.id = s.corpus_id
        WHERE c.name = ?1 AND p.id > ?2 AND NOT EXISTS (
          SELECT 1 FROM source_file o JOIN document_source os ON os.id = o.source_id
          WHERE o.document_id = d.id AND os.corpus_id = c.id AND (os.path, o.path) < (s.path, f.path))
        ORDER BY p.id LIMIT ?3
        """, arguments: [corpus, number, most]
    ).map { row in
      StoredPassage(
        number: row[5], path: PassagePlace.path(row[6], row[7]), format: row[8], metadata: row[9],
        isWhole: row[10], passage: SearchedPassages.passage(row))
    }
  }
}
