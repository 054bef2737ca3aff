import Foundation
import GRDB
import IpaiCore
import IpaiGit

/// Writes commits within one transaction. It remembers the rows of people and paths, so it must not be used after it.
struct CommitWriter {
  private let db: Database
  /// By name and address as bytes, since equal strings need not have equal ones.
  private var people: [[UInt8]: Int64] = [:]
  private var paths: [[UInt8]: Int64] = [:]

  /// Works within the write transaction of `db`.
  init(_ db: Database) { self.db = db }

  /// Stores a commit and its words unless it is stored with words already; returns its row.
  mutating func store(_ record: CommitRecord) throws -> Int64 {
    if let stored = try Self.find(db, record.facts.id), stored.words > 0 { return stored.row }
    return try write(WrittenCommit(record))
  }

  /// Stores a commit in place of what is stored of it, which has no words; returns its row.
  mutating func write(_ commit: WrittenCommit) throws -> Int64 {
    let id: Int64
    if let stored = try Self.find(db, commit.facts.id) {
      id = stored.row
      try update(id, commit)
    } else {
      id = try insert(commit)
    }
    try addPaths(id, commit.facts)
    try addWords(id, commit)
    return id
  }

  /// Adds to a commit what an earlier ipai did not store.
  mutating func complete(_ completed: CompletedFacts) throws {
    let id = completed.commit.row
    let statement = try db.cachedStatement(
      sql: "UPDATE git_commit SET authored_offset = ?, message_cut = ? WHERE id = ?")
    try statement.execute(arguments: [completed.authoredOffset, completed.isMessageCut, id])
    guard let facts = completed.paths else { return }
    try addPaths(id, facts)
    try db.cachedStatement(sql: "UPDATE git_commit SET paths_cut = ? WHERE id = ?")
      .execute(arguments: [facts.arePathsCut, id])
  }

  /// The row of a stored commit and its `words`; nil when it is not stored.
  static func find(_ db: Database, _ id: ObjectID) throws -> CommitWordState? {
    let statement = try db.cachedStatement(sql: "SELECT id, words FROM git_commit WHERE oid = ?")
    return try Row.fetchOne(statement, arguments: [id.data]).map { CommitWordState(row: $0[0], words: $0[1]) }
  }

  /// Makes a commit findable in a repository.
  static func addReachable(_ db: Database, repository: Int64, commit: Int64) throws {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO reachable (repository_id, commit_id) VALUES (?, ?)")
      .execute(arguments: [repository, commit])
  }

  private mutating func insert(_ commit: WrittenCommit) throws -> Int64 {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO git_commit (
          oid, parents, author_id, committer_id, authored_at, authored_offset, committed_at, message, message_cut,
          paths_cut, words)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let facts = commit.facts
    try statement.execute(arguments: [
      facts.id.data, Data(facts.parents.flatMap(\.bytes)), try person(facts.author), try person(facts.committer),
      facts.author.seconds, commit.authoredOffset, facts.committer.seconds, facts.message, facts.isMessageCut,
      facts.arePathsCut, commit.words,
    ])
    return db.lastInsertedRowID
  }

  /// Rewrites the row, for example after a change of the mailmap. The paths of a commit never change.
  private mutating func update(_ id: Int64, _ commit: WrittenCommit) throws {
    let statement = try db.cachedStatement(
      sql: """
        UPDATE git_commit
        SET author_id = ?, committer_id = ?, authored_offset = ifnull(?, authored_offset), message = ?, message_cut = ?,
          paths_cut = CASE WHEN ? THEN paths_cut ELSE ? END, words = ?
        WHERE id = ?
        """)
    let facts = commit.facts
    try statement.execute(arguments: [
      try person(facts.author), try person(facts.committer), commit.authoredOffset, facts.message, facts.isMessageCut,
      facts.changes.isEmpty, facts.arePathsCut, commit.words, id,
    ])
  }

  private mutating func addPaths(_ id: Int64, _ facts: CommitFacts) throws {
    let statement = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO changed_path (commit_id, path_id, kind) VALUES (?, ?, ?)")
    for change in facts.changes {
      try statement.execute(arguments: [id, try path(change.path), change.kind.rawValue])
    }
  }

  private func addWords(_ id: Int64, _ commit: WrittenCommit) throws {
    let texts = commit.fields
    guard commit.words > 0, texts.count == 5 else { return }
    let statement = try db.cachedStatement(
      sql: "INSERT INTO commit_words (rowid, subject, body, paths, identifiers, diff) VALUES (?, ?, ?, ?, ?, ?)")
    try statement.execute(arguments: [id, texts[0], texts[1], texts[2], texts[3], texts[4]])
  }

  private mutating func person(_ signature: Signature) throws -> Int64 {
    let key = Array(signature.name.utf8) + [0] + Array(signature.email.utf8)
    if let id = people[key] { return id }
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO person (name, email) VALUES (?, ?)")
      .execute(arguments: [signature.name, signature.email])
    let select = try db.cachedStatement(sql: "SELECT id FROM person WHERE name = ? AND email = ?")
    guard let id = try Int64.fetchOne(select, arguments: [signature.name, signature.email]) else {
      throw IpaiError(.internal, "a person was not stored")
    }
    people[key] = id
    return id
  }

  private mutating func path(_ name: [UInt8]) throws -> Int64 {
    if let id = paths[name] { return id }
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO path (name) VALUES (?)").execute(arguments: [Data(name)])
    let select = try db.cachedStatement(sql: "SELECT id FROM path WHERE name = ?")
    guard let id = try Int64.fetchOne(select, arguments: [Data(name)]) else {
      throw IpaiError(.internal, "a path was not stored")
    }
    paths[name] = id
    return id
  }
}
