import IpaiPostgres

/// The rows of files and documents in PostgreSQL.
enum PostgresDocumentRows {
  /// What is known of the files of a source, in the order of the bytes of their paths.
  static func files(_ connection: PostgresConnection, of source: Int64) async throws -> [KnownFile] {
    // What another version divided is read and divided again.
    let rows = try await connection.query(
      """
      SELECT f.path, f.size, f.modified, CASE WHEN d.splitter <> $2 THEN 0 ELSE f.changed END, f.skipped
      FROM mcp.source_file f LEFT JOIN mcp.document d ON d.id = f.document_id WHERE f.source_id = $1 ORDER BY f.path
      """, [.integer(source), .integer(Int64(DocumentSplitter.version))])
    return try rows.map { row in
      KnownFile(
        path: row.text(0) ?? "",
        stamp: FileStamp(
          size: try row.integer(1) ?? 0, modified: try row.integer(2) ?? 0, changed: try row.integer(3) ?? 0),
        skipped: row.text(4).flatMap(SkipReason.init))
    }
  }

  /// What is stored of those files of a source that have one of these paths and are not left out, by the bytes of the paths.
  static func contents(
    _ connection: PostgresConnection, of source: Int64, _ paths: [String]
  ) async throws -> [[UInt8]: KnownContent] {
    let rows = try await connection.query(
      """
      SELECT f.path, d.digest, f.metadata FROM mcp.source_file f JOIN mcp.document d ON d.id = f.document_id
      WHERE f.source_id = $1 AND md5(f.path) IN (SELECT md5(p) FROM unnest($2::text[]) p) AND f.path = ANY ($2)
      """, [.integer(source), .texts(paths)])
    var contents: [[UInt8]: KnownContent] = [:]
    for row in rows {
      contents[Array((row.text(0) ?? "").utf8)] = KnownContent(digest: row.bytes(1) ?? [], metadata: row.text(2))
    }
    return contents
  }

  /// The numbers of those documents of the corpus of a source that this version divided, by their digests.
  static func numbers(
    _ connection: PostgresConnection, ofDigests digests: [[UInt8]], in source: Int64
  ) async throws -> [[UInt8]: Int64] {
    let rows = try await connection.query(
      """
      SELECT d.digest, d.id FROM mcp.document d JOIN mcp.document_source s ON s.corpus_id = d.corpus_id
      WHERE s.id = $1 AND d.splitter = $2 AND d.digest IN (SELECT unnest($3::bytea[]))
      """, [.integer(source), .integer(Int64(DocumentSplitter.version)), .blobs(digests)])
    var numbers: [[UInt8]: Int64] = [:]
    for row in rows { numbers[row.bytes(0) ?? []] = try row.integer(1) }
    return numbers
  }
}
