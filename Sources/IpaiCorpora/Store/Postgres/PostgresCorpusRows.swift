import IpaiCore
import IpaiPostgres

/// The rows of corpora and of their sources in PostgreSQL.
enum PostgresCorpusRows {
  static func all(_ connection: PostgresConnection) async throws -> [StoredCorpus] {
    let rows = try await connection.query(
      """
      SELECT c.name, extract(epoch FROM c.added_at)::bigint, count(f.document_id), count(f.path) - count(f.document_id),
        (SELECT count(*) FROM mcp.passage p WHERE p.document_id IN (
          SELECT f.document_id FROM mcp.document_source s JOIN mcp.source_file f ON f.source_id = s.id
          WHERE s.corpus_id = c.id))
      FROM mcp.document_corpus c LEFT JOIN mcp.document_source s ON s.corpus_id = c.id
      LEFT JOIN mcp.source_file f ON f.source_id = s.id GROUP BY c.id ORDER BY c.name
      """)
    return try rows.map { row in
      StoredCorpus(
        name: row.text(0) ?? "", added: Timestamp(seconds: try row.integer(1) ?? 0), files: try row.count(2),
        skipped: try row.count(3), passages: try row.count(4))
    }
  }

  static func names(_ connection: PostgresConnection) async throws -> [String] {
    try await connection.query("SELECT name FROM mcp.document_corpus ORDER BY name").map { $0.text(0) ?? "" }
  }

  static func sources(_ connection: PostgresConnection, corpus: String?) async throws -> [StoredSource] {
    let rows = try await connection.query(
      """
      SELECT s.id, c.name, s.path, array_to_json(s.include)::text, array_to_json(s.exclude)::text,
        extract(epoch FROM s.synced_at)::bigint
      FROM mcp.document_source s JOIN mcp.document_corpus c ON c.id = s.corpus_id
      WHERE $1::text IS NULL OR c.name = $1 ORDER BY c.name, s.path
      """, [PostgresValue(corpus)])
    return try rows.map { row in
      StoredSource(
        id: try row.integer(0) ?? 0, corpus: row.text(1) ?? "", path: connection.machine.local(row.text(2) ?? ""),
        include: try GlobList.patterns(row.text(3) ?? "[]"), exclude: try GlobList.patterns(row.text(4) ?? "[]"),
        synced: try row.integer(5).map { Timestamp(seconds: $0) })
    }
  }

  /// Adds a source. Returns whether its corpus is new.
  static func add(_ connection: PostgresConnection, _ source: NewSource, at date: Timestamp) async throws -> Bool {
    let made = try await connection.query(
      """
      INSERT INTO mcp.document_corpus (name, added_at) VALUES ($1, to_timestamp($2::bigint)) ON CONFLICT DO NOTHING
      """, [.text(source.corpus), .integer(date.seconds)])
    try await connection.query(
      """
      INSERT INTO mcp.document_source (corpus_id, path, include, exclude)
      SELECT id, $1, $2, $3 FROM mcp.document_corpus WHERE name = $4
      ON CONFLICT (corpus_id, md5(path)) DO UPDATE SET include = excluded.include, exclude = excluded.exclude, synced_at = NULL
      """,
      [
        .text(connection.machine.stored(source.path)), .texts(source.include), .texts(source.exclude),
        .text(source.corpus),
      ])
    return made.changed > 0
  }

  /// Whether a source is at or beneath a path, or has files there.
  static func has(_ connection: PostgresConnection, _ path: String) async throws -> Bool {
    for source in try await sources(connection, corpus: nil) where !source.path.isEmpty {
      if SourcePath.isAtOrBeneath(source.path, path) { return true }
      guard let inner = SourcePath.inner(path, beneath: source.path) else { continue }
      let found = try await connection.query(
        "SELECT FROM mcp.source_file WHERE source_id = $1 AND (path = $2 OR starts_with(path, $3)) LIMIT 1",
        [.integer(source.id), .text(inner), .text(inner + "/")])
      if found.count > 0 { return true }
    }
    return false
  }
}
