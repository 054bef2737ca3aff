import IpaiPostgres

/// Reads files with their passages from PostgreSQL, to be copied.
enum PostgresCopiedFiles {
  /// Those files of a source that have one of these paths, by the bytes of the paths.
  static func files(
    _ connection: PostgresConnection, of source: Int64, _ paths: [String]
  ) async throws -> [[UInt8]: CopiedFile] {
    let rows = try await connection.query(
      """
      SELECT f.path, f.size, f.modified, CASE WHEN d.splitter <> $3 THEN 0 ELSE f.changed END, f.skipped, f.metadata, d.id,
        d.digest, d.path, d.format
      FROM mcp.source_file f LEFT JOIN mcp.document d ON d.id = f.document_id WHERE f.source_id = $1
        AND md5(f.path) IN (SELECT md5(p) FROM unnest($2::text[]) p) AND f.path = ANY ($2)
      """, [.integer(source), .texts(paths), .integer(Int64(DocumentSplitter.version))])
    let passages = try await passages(connection, of: try rows.numbers(6))
    var files: [[UInt8]: CopiedFile] = [:]
    for row in rows {
      let path = row.text(0) ?? ""
      let known = KnownFile(
        path: path,
        stamp: FileStamp(
          size: try row.integer(1) ?? 0, modified: try row.integer(2) ?? 0, changed: try row.integer(3) ?? 0),
        skipped: row.text(4).flatMap(SkipReason.init))
      var document: CopiedFile.Document?
      if let number = try row.integer(6) {
        document = CopiedFile.Document(
          digest: row.bytes(7) ?? [], path: row.text(8) ?? "", format: row.text(9) ?? "",
          passages: passages[number] ?? [])
      }
      files[Array(path.utf8)] = CopiedFile(known, metadata: row.text(5), document)
    }
    return files
  }

  private static func passages(
    _ connection: PostgresConnection, of documents: [Int64]
  ) async throws -> [Int64: [CopiedFile.Part]] {
    let rows = try await connection.query(
      """
      SELECT text, start_line, end_line, heading, kind, document_id FROM mcp.passage
      WHERE document_id = ANY ($1::bigint[]) ORDER BY document_id, position
      """, [.integers(documents)])
    var passages: [Int64: [CopiedFile.Part]] = [:]
    for row in rows {
      passages[try row.integer(5) ?? 0, default: []].append(
        CopiedFile.Part(try PostgresSearchedPassages.passage(row)))
    }
    return passages
  }
}
