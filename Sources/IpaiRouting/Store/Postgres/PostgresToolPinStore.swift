package import IpaiCore
package import IpaiPostgres

/// Keeps which tools were approved, for all coordinators of a PostgreSQL database.
package struct PostgresToolPinStore: ToolPinStore {
  private let pool: PostgresPool

  /// Keeps them in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package func all() async throws -> ToolPins {
    let rows = try await pool.withConnection {
      try await $0.query(
        """
        SELECT server, tool, definition, extract(epoch FROM approved_at)::bigint FROM mcp.tool_pin ORDER BY server, tool
        """)
    }
    return ToolPins(
      try (0..<rows.count).map { number in
        let row = rows[number]
        return ToolPin(
          ToolDefinition(server: row.text(0) ?? "", tool: row.text(1) ?? "", text: row.text(2) ?? ""),
          approved: Timestamp(seconds: try row.integer(3) ?? 0))
      })
  }

  package func approve(_ definitions: [ToolDefinition], at now: Timestamp) async throws {
    try await pool.transaction { connection in
      for definition in definitions {
        try await connection.query(
          """
          INSERT INTO mcp.tool_pin (server, tool, definition, approved_at) VALUES ($1, $2, $3, to_timestamp($4))
          ON CONFLICT (server, tool) DO UPDATE SET definition = excluded.definition, approved_at = excluded.approved_at
          """,
          [.text(definition.server), .text(definition.tool), .text(definition.text), .integer(now.seconds)])
      }
    }
  }

  package func forget(_ tools: [String], of server: String) async throws {
    _ = try await pool.withConnection {
      try await $0.query(
        "DELETE FROM mcp.tool_pin WHERE server = $1 AND tool = ANY ($2)", [.text(server), .texts(tools)])
    }
  }
}
