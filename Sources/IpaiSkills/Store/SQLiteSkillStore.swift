import GRDB
package import IpaiCore
package import IpaiDatabase
package import IpaiSearch

/// The skills of an embedded database.
package struct SQLiteSkillStore: SkillStore {
  private let database: DatabaseFile

  /// Keeps everything in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  package var sharing: StoreSharing { .alone }

  package func showsReleasesOnly() -> Bool { false }

  package func names() throws -> Set<String> { try database.read { try SkillRows.names($0) } }

  package func list(
    _ statuses: Set<SkillStatus>, _ page: PageRequest, _ take: (StoredSkill) throws -> Void
  ) throws -> String? {
    try page.validate()
    let list = PagedList("skills list", scope: nil, DocumentFilter(), statuses.map(\.rawValue).sorted())
    let after = try page.after.map { try PageCursor($0, of: list) }
    // One more than is wanted, to find out whether there is more.
    var names = try database.read { db in
      try SkillRows.names(
        db, with: statuses, after: after.map { String(decoding: $0.id, as: UTF8.self) },
        most: page.maxResults.map { $0 + 1 })
    }
    let hasMore = page.maxResults.map { names.count > $0 } ?? false
    if hasMore { names.removeLast() }
    try database.readInParts(names, { db, name in try SkillRows.find(db, name, version: nil)?.skill }, take)
    guard hasMore, let last = names.last else { return nil }
    return PageCursor(key: 0, id: Array(last.utf8)).text(of: list)
  }

  package func skill(_ name: String, version: String?) throws -> StoredSkill {
    try database.read { try SkillRows.row($0, name, version: version).skill }
  }

  package func versions(of name: String) throws -> [StoredSkill] {
    try database.read { db in
      _ = try SkillRows.row(db, name, version: nil)
      return try SkillRows.versions(db, of: name)
    }
  }

  package func manifest(of name: String, version: String?) throws -> SkillManifest {
    try database.read { db in try SkillRows.manifest(db, SkillRows.row(db, name, version: version).id) }
  }

  package func tree(of name: String, version: String?) throws -> SkillTree {
    try database.read { db in try SkillFileRows.tree(db, SkillRows.row(db, name, version: version).id) }
  }

  package func history(of name: String) throws -> [SkillStatusChange] {
    try database.read { db in
      _ = try SkillRows.row(db, name, version: nil)
      return try StatusChangeRows.history(db, of: name)
    }
  }

  package func sources(beneath path: String) throws -> [String: StoredSkill] {
    try database.read { try SkillRows.sources($0, beneath: path) }
  }

  package func add(
    _ skills: [SkillAddition], by author: String, at date: Timestamp
  ) throws -> [Result<AddedSkill, IpaiError>] {
    let words = try SkillWords.of(skills)
    return try database.write { db in
      var writer = SkillWriter(db, author: author, date: date)
      let results = try zip(skills, words).map { try writer.add($0, $1) }
      try writer.finish()
      return results
    }
  }

  package func restore(_ record: CopiedSkill) throws {
    let words = try SkillWords.of(record)
    try database.write { db in
      var writer = SkillWriter(db, author: "", date: Timestamp(seconds: 0))
      try writer.restore(record, words)
      try writer.finish()
    }
  }

  package func setStatus(
    _ name: String, version: String?, to status: SkillStatus, by author: String, at date: Timestamp, reason: String
  ) throws -> StoredSkill {
    try database.write { db in
      let row = try SkillRows.row(db, name, version: version)
      if row.skill.status == status { return row.skill }
      try SkillErrors.check(row.skill, canMoveTo: status)
      try StatusChangeRows.move(
        db, row.id, from: row.skill.status, to: status, digest: row.digest, by: author, at: date, reason: reason)
      return try SkillRows.row(db, name, version: row.skill.version).skill
    }
  }
}
