package import IpaiCore
package import IpaiPostgres
package import IpaiSearch

/// The skills of a PostgreSQL database, which several machines may use at once.
package struct PostgresSkillStore: SkillStore {
  private let pool: PostgresPool

  /// Keeps everything in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package var sharing: StoreSharing { StoreSharing(pool.address.machine) }

  package func showsReleasesOnly() async throws -> Bool {
    try await pool.withConnection { try await PostgresSkillRows.showsReleasesOnly($0) }
  }

  package func names() async throws -> Set<String> {
    try await pool.withConnection { try await PostgresSkillRows.names($0) }
  }

  package func list(
    _ statuses: Set<SkillStatus>, _ page: PageRequest, _ take: (StoredSkill) throws -> Void
  ) async throws -> String? {
    try page.validate()
    let list = PagedList("skills list", scope: nil, DocumentFilter(), statuses.map(\.rawValue).sorted())
    let after = try page.after.map { String(decoding: try PageCursor($0, of: list).id, as: UTF8.self) }
    // One more than is wanted, to find out whether there is more.
    let most = page.maxResults.map { $0 + 1 }
    var skills = try await pool.withConnection {
      try await PostgresSkillRows.latest($0, with: statuses, after: after, most: most)
    }
    let hasMore = page.maxResults.map { skills.count > $0 } ?? false
    if hasMore { skills.removeLast() }
    for skill in skills { try take(skill) }
    guard hasMore, let last = skills.last else { return nil }
    return PageCursor(key: 0, id: Array(last.name.utf8)).text(of: list)
  }

  package func skill(_ name: String, version: String?) async throws -> StoredSkill {
    try await pool.withConnection { try await PostgresSkillRows.row($0, name, version: version).skill }
  }

  package func versions(of name: String) async throws -> [StoredSkill] {
    try await pool.withConnection { connection in
      _ = try await PostgresSkillRows.row(connection, name, version: nil)
      return try await PostgresSkillRows.versions(connection, of: name)
    }
  }

  package func manifest(of name: String, version: String?) async throws -> SkillManifest {
    try await pool.withConnection { connection in
      let row = try await PostgresSkillRows.row(connection, name, version: version)
      return try await PostgresSkillRows.manifest(connection, row.id)
    }
  }

  package func tree(of name: String, version: String?) async throws -> SkillTree {
    try await pool.withConnection { connection in
      let row = try await PostgresSkillRows.row(connection, name, version: version)
      return try await PostgresSkillRows.tree(connection, row.id)
    }
  }

  package func history(of name: String) async throws -> [SkillStatusChange] {
    try await pool.withConnection { connection in
      _ = try await PostgresSkillRows.row(connection, name, version: nil)
      return try await PostgresSkillRows.history(connection, of: name)
    }
  }

  package func sources(beneath path: String) async throws -> [String: StoredSkill] {
    try await pool.withConnection { try await PostgresSkillRows.sources($0, beneath: path) }
  }

  package func add(
    _ skills: [SkillAddition], by author: String, at date: Timestamp
  ) async throws -> [Result<AddedSkill, IpaiError>] {
    let words = try SkillWords.of(skills)
    return try await pool.transaction { connection in
      var writer = try await PostgresSkillWriter(connection, author: author, date: date)
      var results: [Result<AddedSkill, IpaiError>] = []
      for (skill, words) in zip(skills, words) { results.append(try await writer.add(skill, words)) }
      try await writer.finish()
      return results
    }
  }

  package func restore(_ record: CopiedSkill) async throws {
    let words = try SkillWords.of(record)
    try await pool.transaction { connection in
      var writer = try await PostgresSkillWriter(connection, author: "", date: Timestamp(seconds: 0))
      try await writer.restore(record, words)
      try await writer.finish()
    }
  }

  package func setStatus(
    _ name: String, version: String?, to status: SkillStatus, by author: String, at date: Timestamp, reason: String
  ) async throws -> StoredSkill {
    try await pool.transaction { connection in
      let writer = try await PostgresSkillWriter(connection, author: author, date: date)
      return try await writer.setStatus(name, version: version, to: status, reason: reason)
    }
  }
}
