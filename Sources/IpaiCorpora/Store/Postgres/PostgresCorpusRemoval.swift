import IpaiPostgres
import IpaiSearch

/// Removes corpora, files and documents from PostgreSQL, within a transaction.
struct PostgresCorpusRemoval {
  private let connection: PostgresConnection

  /// How many passages without a file are kept at least, for a branch or a folder that comes back.
  private static let keptPassages: Int64 = 5_000

  /// Works within the transaction of `connection`.
  init(_ connection: PostgresConnection) { self.connection = connection }

  /// Removes a corpus and all that it has. Returns false when there is none.
  func forget(corpus name: String) async throws -> Bool {
    try await SegmentStore(connection, .documents).changed()
    let found = try await connection.query(
      "SELECT id FROM mcp.document_corpus WHERE name = $1 FOR UPDATE", [.text(name)])
    guard let corpus = try found.first?.integer(0) else { return false }
    try await connection.query("DELETE FROM mcp.document_source WHERE corpus_id = $1", [.integer(corpus)])
    try await remove(
      try await numbers("SELECT id FROM mcp.document WHERE corpus_id = $1", [.integer(corpus)]))
    try await connection.query("DELETE FROM mcp.document_corpus WHERE id = $1", [.integer(corpus)])
    return true
  }

  /// Removes a source of a path, or the files at or beneath it in other sources. Returns how many files were removed.
  func forget(path: String) async throws -> Int {
    let words = SegmentStore(connection, .documents)
    try await words.changed()
    var count = 0
    for source in try await PostgresCorpusRows.sources(connection, corpus: nil) where !source.path.isEmpty {
      if SourcePath.isAtOrBeneath(source.path, path) {
        let files = try await connection.query(
          "DELETE FROM mcp.source_file WHERE source_id = $1", [.integer(source.id)])
        count += files.changed
        try await connection.query("DELETE FROM mcp.document_source WHERE id = $1", [.integer(source.id)])
      } else if let inner = SourcePath.inner(path, beneath: source.path) {
        let files = try await connection.query(
          "DELETE FROM mcp.source_file WHERE source_id = $1 AND (path = $2 OR starts_with(path, $3))",
          [.integer(source.id), .text(inner), .text(inner + "/")])
        count += files.changed
      }
    }
    try await removeUnused()
    try await connection.query(
      "DELETE FROM mcp.document_corpus WHERE id NOT IN (SELECT corpus_id FROM mcp.document_source)")
    return count
  }

  /// Forgets files that have vanished. What they held is no longer found.
  func removeFiles(_ paths: [String], of source: Int64) async throws {
    guard !paths.isEmpty else { return }
    try await SegmentStore(connection, .documents).changed()
    try await connection.query(
      """
      DELETE FROM mcp.source_file
      WHERE source_id = $1 AND md5(path) IN (SELECT md5(p) FROM unnest($2::text[]) p) AND path = ANY ($2)
      """, [.integer(source), .texts(paths)])
  }

  /// Removes documents that no file has, when there are more of them than half of the others. Until then they are not found, but
  /// nothing of them has to be computed when they come back.
  func removeUnusedIfMany() async throws {
    let rows = try await connection.query(
      """
      SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT FROM mcp.source_file f WHERE f.document_id = p.document_id)), count(*)
      FROM mcp.passage p
      """)
    guard let unused = try rows.first?.integer(0), let all = try rows.first?.integer(1),
      unused > Self.keptPassages, unused > all / 3
    else { return }
    try await removeUnused()
  }

  private func removeUnused() async throws {
    try await remove(
      try await numbers(
        "SELECT id FROM mcp.document d WHERE NOT EXISTS (SELECT FROM mcp.source_file f WHERE f.document_id = d.id)", [])
    )
  }

  /// Removes documents that no file has, with all that is known of them.
  func remove(_ documents: [Int64]) async throws {
    guard !documents.isEmpty else { return }
    let passages = try await numbers(
      "SELECT id FROM mcp.passage WHERE document_id = ANY ($1::bigint[])", [.integers(documents)])
    // Whoever is giving them vectors is waited for, and these go as well.
    try await connection.query(
      "DELETE FROM mcp.document WHERE id = ANY ($1::bigint[])", [.integers(documents)])
    try await SegmentStore(connection, .documents).erase(passages)
  }

  private func numbers(_ statement: String, _ values: [PostgresValue]) async throws -> [Int64] {
    try await connection.query(statement, values).numbers(0)
  }
}
