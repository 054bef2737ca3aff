import GRDB
package import IpaiCore
package import IpaiDatabase

/// Keeps which tools were approved, in a local database.
package struct SQLiteToolPinStore: ToolPinStore {
  private let database: DatabaseFile

  /// Keeps them in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  package func all() throws -> ToolPins {
    let pins = try database.read { db in
      try Row.fetchAll(db, sql: "SELECT server, tool, definition, approved_at FROM tool_pin ORDER BY server, tool").map
      {
        ToolPin(
          ToolDefinition(server: $0["server"], tool: $0["tool"], text: $0["definition"]),
          approved: Timestamp(seconds: $0["approved_at"]))
      }
    }
    return ToolPins(pins)
  }

  package func approve(_ definitions: [ToolDefinition], at now: Timestamp) throws {
    try database.write { db in
      let statement = try db.cachedStatement(
        sql: """
          INSERT INTO tool_pin (server, tool, definition, approved_at) VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET definition = excluded.definition, approved_at = excluded.approved_at
          """)
      for definition in definitions {
        try statement.execute(arguments: [definition.server, definition.tool, definition.text, now.seconds])
      }
    }
  }

  package func forget(_ tools: [String], of server: String) throws {
    try database.write { db in
      for tool in tools {
        try db.execute(sql: "DELETE FROM tool_pin WHERE server = ? AND tool = ?", arguments: [server, tool])
      }
    }
  }
}
