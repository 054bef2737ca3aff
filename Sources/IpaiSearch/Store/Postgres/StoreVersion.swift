package import IpaiPostgres

/// The versions of what can be searched in PostgreSQL, in `mcp.corpus_version`.
package enum StoreVersion {
  /// What servers listen to (NOTIFY); the payload is the name of what has changed.
  package static let channel = "ipai"

  /// Records that something has changed, and tells the servers once the transaction ends. Whoever else changes it waits until then.
  static func changed(_ connection: PostgresConnection, _ name: String) async throws {
    try await connection.query(
      """
      WITH changed AS (
        INSERT INTO mcp.corpus_version AS v (corpus, version) VALUES ($1, 1)
        ON CONFLICT (corpus) DO UPDATE SET version = v.version + 1 RETURNING corpus)
      SELECT pg_notify('\(channel)', corpus) FROM changed
      """, [.text(name)])
  }

  /// Lets nobody else change something until the transaction ends.
  static func lock(_ connection: PostgresConnection, _ name: String) async throws {
    try await connection.query(
      """
      INSERT INTO mcp.corpus_version AS v (corpus, version) VALUES ($1, 0)
      ON CONFLICT (corpus) DO UPDATE SET version = v.version
      """, [.text(name)])
  }

  /// The version of something; 0 when it was never changed.
  static func of(_ connection: PostgresConnection, _ name: String) async throws -> Int64 {
    let rows = try await connection.repeated(
      "SELECT version FROM mcp.corpus_version WHERE corpus = $1", [.text(name)])
    return try rows.first?.integer(0) ?? 0
  }

  /// A text that is another one after any change.
  package static func all(_ connection: PostgresConnection) async throws -> String {
    let rows = try await connection.query(
      "SELECT string_agg(corpus || ' ' || version, ',' ORDER BY corpus) FROM mcp.corpus_version")
    return rows.first?.text(0) ?? ""
  }
}
