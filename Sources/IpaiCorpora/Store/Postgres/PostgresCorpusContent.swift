import IpaiCore
import IpaiPostgres

/// Reads what a corpus in PostgreSQL holds.
enum PostgresCorpusContent {
  /// Its files and imported texts, in the order of their sources and paths.
  static func files(_ connection: PostgresConnection, of corpus: String) async throws -> [CorpusFile] {
    let rows = try await connection.query(
      """
      SELECT s.path, f.path, d.format, f.skipped, f.modified,
        (SELECT count(*) FROM mcp.passage p WHERE p.document_id = f.document_id)
      FROM mcp.source_file f JOIN mcp.document_source s ON s.id = f.source_id
      JOIN mcp.document_corpus c ON c.id = s.corpus_id LEFT JOIN mcp.document d ON d.id = f.document_id
      WHERE c.name = $1 ORDER BY s.path, f.path
      """, [.text(corpus)])
    return try rows.map { row in
      CorpusFile(
        path: PassagePlace.path(connection.machine.local(row.text(0) ?? ""), row.text(1) ?? ""), format: row.text(2),
        skipped: row.text(3).flatMap(SkipReason.init), passages: try row.count(5),
        modified: Timestamp(seconds: (try row.integer(4) ?? 0) / 1_000_000_000))
    }
  }

  /// At most `most` passages with numbers above `number`, by their numbers, each with the first of the files that have it.
  static func passages(
    _ connection: PostgresConnection, of corpus: String, after number: Int64, most: Int
  ) async throws -> [StoredPassage] {
    let rows = try await connection.query(
      """
      SELECT p.text, p.start_line, p.end_line, p.heading, p.kind, p.id, f.source, f.path, d.format, f.metadata,
        (SELECT count(*) FROM mcp.passage o WHERE o.document_id = d.id) = 1
      FROM mcp.document_corpus c JOIN mcp.document d ON d.corpus_id = c.id JOIN mcp.passage p ON p.document_id = d.id
      CROSS JOIN LATERAL (
        SELECT s.path AS source, f.path, f.metadata FROM mcp.source_file f JOIN mcp.document_source s ON s.id = f.source_id
        WHERE f.document_id = d.id ORDER BY NOT starts_with(s.path, $4), s.path, f.path LIMIT 1) f
      WHERE c.name = $1 AND p.id > $2 ORDER BY p.id LIMIT $3
      """, [.text(corpus), .integer(number), .integer(Int64(most)), .text(connection.machine.root)])
    return try rows.map { row in
      StoredPassage(
        number: try row.integer(5) ?? 0,
        path: PassagePlace.path(connection.machine.local(row.text(6) ?? ""), row.text(7) ?? ""),
        format: row.text(8) ?? "", metadata: row.text(9), isWhole: row.boolean(10) == true,
        passage: try PostgresSearchedPassages.passage(row))
    }
  }
}
