package import IpaiCore
package import IpaiPostgres
package import IpaiSkills

/// A registry in a PostgreSQL database. What is in force also stands in `mcp.skills_registry`, for other programs.
package struct PostgresPromotionRegistry: PromotionRegistry {
  private let pool: PostgresPool

  /// Keeps everything in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package var place: String { pool.place }
  package var skills: any SkillStore { PostgresSkillStore(pool) }

  package func state(_ names: Set<String>) async throws -> RegistryState {
    try await pool.snapshot { connection in
      var state = RegistryState()
      state.head = try await PostgresPromotionRows.head(connection)
      for version in try await PostgresPromotionRows.current(connection) { state.current[version.step.name] = version }
      guard !names.isEmpty else { return state }
      for version in try await PostgresPromotionRows.versions(connection, of: names) {
        state.versions[version.step.name, default: [:]][version.step.version] = version
      }
      state.unpromoted = try await PostgresPromotionRows.unpromoted(connection, of: names)
      return state
    }
  }

  package func apply(_ promotion: Promotion) async throws {
    let statement = promotion.statement
    do {
      try await pool.transaction { connection in
        // The writer keeps others from writing skills, and so from promoting.
        let skills = try await PostgresSkillWriter(connection, author: statement.promotedBy, date: statement.promotedAt)
        let head = try await PostgresPromotionRows.head(connection)
        guard head?.digest == statement.previous else {
          throw IpaiError(.conflict, "another promotion came first", cause: RegistryMoved(head: head))
        }
        try await PostgresPromotionWriter(connection).write(promotion, skills)
      }
    } catch let error as IpaiError {
      throw PostgresPromotionErrors.explained(error)
    }
  }

  package func records(of name: String?, after: Int, most: Int) async throws -> [PromotionRecord] {
    try await pool.withConnection {
      try await PostgresPromotionRows.records($0, of: name, after: after, most: most)
    }
  }

  package func newest(of name: String?, most: Int) async throws -> [PromotionRecord] {
    try await pool.withConnection { try await PostgresPromotionRows.newest($0, of: name, most: most) }
  }

  package func labels() async throws -> [String: [SkillLabel: String]] {
    try await pool.withConnection { connection in
      let rows = try await connection.query("SELECT name, label, version FROM mcp.skill_label")
      var labels: [String: [SkillLabel: String]] = [:]
      for number in 0..<rows.count {
        let row = rows[number]
        guard let name = row.text(0), let label = row.text(1).flatMap(SkillLabel.init), let version = row.text(2) else {
          continue
        }
        labels[name, default: [:]][label] = version
      }
      return labels
    }
  }

  package func listed() async throws -> [String: ListedSkill]? {
    try await pool.withConnection { connection in
      let rows = try await connection.query(
        "SELECT id, version, status, metadata ->> 'digest', metadata ? 'promotion' FROM mcp.skills_registry")
      var listed: [String: ListedSkill] = [:]
      for number in 0..<rows.count {
        let row = rows[number]
        listed[row.text(0) ?? ""] = ListedSkill(
          version: row.text(1) ?? "", status: row.text(2) ?? "", digest: row.text(3) ?? "",
          isByIpai: row.boolean(4) ?? false)
      }
      return listed
    }
  }

  package func messages(undelivered: Bool, most: Int) async throws -> [PromotionMessage] {
    try await pool.withConnection {
      try await PostgresMessageRows.list($0, undelivered: undelivered, most: most)
    }
  }

  package func dueMessages(at date: Timestamp, most: Int) async throws -> [PromotionMessage] {
    try await pool.withConnection { try await PostgresMessageRows.due($0, at: date, most: most) }
  }

  package func take(_ message: Int, at date: Timestamp, for seconds: Int) async throws -> PromotionMessage? {
    try await pool.withConnection { try await PostgresMessageRows.take($0, message, at: date, for: seconds) }
  }

  package func note(_ message: PromotionMessage) async throws {
    try await pool.withConnection { try await PostgresMessageRows.note($0, message) }
  }
}
