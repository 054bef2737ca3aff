import Foundation
import GRDB
import GRDBSQLite
package import IpaiCore

/// The state of a database and of the SQLite beneath it.
package struct DatabaseHealth: Sendable {
  /// The version of the SQLite in use.
  package static var sqliteVersion: String { String(cString: sqlite3_libversion()) }

  /// True when this SQLite has FTS5, without which nothing works.
  package static var hasFullText: Bool { (try? StemmingTokenizer()) != nil }

  /// What the checks of the file, of references between tables and of the full-text index found; empty when all is well.
  package let complaints: [String]
  /// The name of the last migration that was applied, or `none`.
  package let schemaVersion: String
  /// True when only the file's owner may read or write it.
  package let isPrivate: Bool
  /// The size in bytes of the database and its write-ahead log.
  package let bytes: Int

  /// Checks the database, which takes time in proportion to its size. Throws `IpaiError` for errors of SQLite.
  package static func check(_ database: DatabaseFile) throws -> DatabaseHealth {
    // All questions are asked in one transaction, since a run of 'commits index' may write between two of them.
    let complaints = try database.unsafeRead { db in
      var complaints: [String] = []
      try db.inTransaction(.deferred) {
        complaints = try Self.complaints(db)
        return .rollback
      }
      return complaints
    }
    let applied = try database.read { try DatabaseMigrator().appliedIdentifiers($0) }
    let attributes = try? FileManager.default.attributesOfItem(atPath: database.path)
    let mode = (attributes?[.posixPermissions] as? Int) ?? 0o600
    return DatabaseHealth(
      complaints: complaints, schemaVersion: applied.sorted().last ?? "none", isPrivate: mode & 0o077 == 0,
      bytes: database.sizeOnDisk)
  }

  private static func complaints(_ db: Database) throws -> [String] {
    let broken = try String.fetchAll(db, sql: "PRAGMA integrity_check(5)").filter { $0 != "ok" }
    if !broken.isEmpty { return broken }
    let dangling = try String.fetchAll(db, sql: "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")
    if let table = dangling.first { return ["rows of \(table) refer to others that are not there"] }
    return try fullTextComplaints(db)
  }

  /// Reads every posting and compares their number with the lengths of the documents.
  ///
  /// SQLite's own checks do not look into the content of an FTS5 table, and FTS5's `integrity-check` would write.
  private static func fullTextComplaints(_ db: Database) throws -> [String] {
    do {
      try db.execute(
        sql: "CREATE VIRTUAL TABLE IF NOT EXISTS temp.checked_terms USING fts5vocab (main, commit_words, row)")
      let postings = try Int.fetchOne(db, sql: "SELECT sum(cnt) FROM temp.checked_terms") ?? 0
      let lengths = try FieldLengths.read(db.makeStatement(sql: "SELECT id, sz FROM commit_words_docsize"))
      let expected = lengths.reduce(0) { $0 + Int($1.lengths.wrappedSum()) }
      if postings != expected { return ["the full-text index has \(postings) of \(expected) words"] }
      let lacking = try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM git_commit WHERE words > 0 AND id NOT IN (SELECT id FROM commit_words_docsize)")
      guard let lacking, lacking > 0 else { return [] }
      return ["the words of \(Count.text(lacking, "commit", "are", "are")) missing from the full-text index"]
    } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_CORRUPT {
      return ["the full-text index cannot be read"]
    }
  }

  /// True for the error of a database whose content makes no sense.
  package static func isDamage(_ error: IpaiError) -> Bool {
    (error.cause as? DatabaseError)?.resultCode.primaryResultCode == .SQLITE_CORRUPT
  }

  /// The command that moves a damaged database out of the way, for hints.
  package static func movingAway(_ path: String) -> String {
    "mv \(ShellWord.quoted(path)) \(ShellWord.quoted(path + ".damaged"))"
  }

  /// The bytes that are free on the disk of `path`, or of the nearest folder above it that exists; nil when that is unknown.
  package static func freeBytes(near path: String) -> Int? {
    var folder = path
    while !FileManager.default.fileExists(atPath: folder), folder.count > 1 {
      folder = (folder as NSString).deletingLastPathComponent
    }
    var information = statvfs()
    guard statvfs(folder, &information) == 0 else { return nil }
    return Int(information.f_bavail) * Int(information.f_frsize)
  }
}
