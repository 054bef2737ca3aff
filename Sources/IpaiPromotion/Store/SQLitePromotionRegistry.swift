import GRDB
package import IpaiCore
package import IpaiDatabase
package import IpaiSkills

/// A registry in an embedded database.
package struct SQLitePromotionRegistry: PromotionRegistry {
  package let place: String
  private let database: DatabaseFile

  /// Keeps everything in `database`; `place` is how it is called.
  package init(_ database: DatabaseFile, place: String? = nil) {
    self.database = database
    self.place = place ?? database.path
  }

  package var skills: any SkillStore { SQLiteSkillStore(database) }

  package func state(_ names: Set<String>) throws -> RegistryState {
    try database.read { db in
      var state = RegistryState()
      state.head = try PromotionRows.head(db)
      for version in try PromotionRows.current(db) { state.current[version.step.name] = version }
      for version in try PromotionRows.versions(db, of: names) {
        state.versions[version.step.name, default: [:]][version.step.version] = version
      }
      state.unpromoted = try PromotionRows.unpromoted(db, of: names)
      return state
    }
  }

  package func apply(_ promotion: Promotion) throws {
    do {
      try database.write { db in
        let head = try PromotionRows.head(db)
        guard head?.digest == promotion.statement.previous else {
          throw IpaiError(.conflict, "another promotion came first", cause: RegistryMoved(head: head))
        }
        try PromotionWriter(db).write(promotion)
      }
    } catch let error as IpaiError {
      guard let failure = error.cause as? DatabaseError, failure.resultCode.primaryResultCode == .SQLITE_CONSTRAINT
      else { throw error }
      throw IpaiError(
        .conflict, "the registry refuses the promotion: \(failure.message ?? "a constraint failed")",
        hint: "a version keeps its content, and its evals have to pass on it; give new content a new version",
        cause: failure)
    }
  }

  package func records(of name: String?, after: Int, most: Int) throws -> [PromotionRecord] {
    try database.read { try PromotionRows.records($0, of: name, after: after, most: most) }
  }

  package func newest(of name: String?, most: Int) throws -> [PromotionRecord] {
    try database.read { try PromotionRows.newest($0, of: name, most: most) }
  }

  package func labels() throws -> [String: [SkillLabel: String]] {
    try database.read { db in
      var labels: [String: [SkillLabel: String]] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT name, label, version FROM skill_label") {
        guard let label = SkillLabel(rawValue: row[1]) else { continue }
        labels[row[0], default: [:]][label] = row[2]
      }
      return labels
    }
  }

  package func listed() -> [String: ListedSkill]? { nil }

  package func messages(undelivered: Bool, most: Int) throws -> [PromotionMessage] {
    try database.read { try MessageRows.list($0, undelivered: undelivered, most: most) }
  }

  package func dueMessages(at date: Timestamp, most: Int) throws -> [PromotionMessage] {
    try database.read { try MessageRows.due($0, at: date, most: most) }
  }

  package func take(_ message: Int, at date: Timestamp, for seconds: Int) throws -> PromotionMessage? {
    try database.write { try MessageRows.take($0, message, at: date, for: seconds) }
  }

  package func note(_ message: PromotionMessage) throws {
    try database.write { try MessageRows.note($0, message) }
  }
}
