extension PostgresPart {
  /// Those of the migrations `applied` that are not in a database, but for those of tables and columns that are missing themselves. Throws
  /// `IpaiError`.
  static func missing(_ connection: PostgresConnection, applied: [String]) async throws -> [PostgresPart] {
    let found = Set(try await names(connection, there))
    let tables = Set(try await names(connection, tables))
    let nullable = Set(try await names(connection, nullable))
    return all.filter { part in
      guard applied.contains(part.migration), tables.contains(part.table) else { return false }
      if let column = part.column { return nullable.contains("\(part.table) \(column)") }
      return !found.contains("\(part.table) \(part.index.map(String.init) ?? part.definition)")
    }
  }

  /// The constraints, and the names of the indexes, each after its table.
  private static let there = """
    SELECT c.relname || ' ' || pg_catalog.pg_get_constraintdef(k.oid) FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = 'mcp'::regnamespace AND k.contype IN ('p', 'u', 'f', 'x')
    UNION ALL
    SELECT t.relname || ' ' || x.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
    JOIN pg_catalog.pg_class t ON t.oid = i.indrelid WHERE x.relnamespace = 'mcp'::regnamespace
    """

  private static let tables = """
    SELECT relname::text FROM pg_catalog.pg_class WHERE relnamespace = 'mcp'::regnamespace AND relkind IN ('r', 'p')
    """

  /// The columns that may be NULL, each after its table.
  private static let nullable = """
    SELECT c.relname || ' ' || a.attname FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'mcp'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND NOT a.attnotnull
    """

  private static func names(_ connection: PostgresConnection, _ sql: String) async throws -> [String] {
    try await connection.query(sql).map { $0.text(0) ?? "" }
  }
}
