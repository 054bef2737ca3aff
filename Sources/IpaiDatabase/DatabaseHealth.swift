import Foundation
import GRDB
import GRDBSQLite
import IpaiCore

/// What there is to say about a database and the SQLite beneath it.
package struct DatabaseHealth: Sendable {
  /// The version of the SQLite in use.
  package static var sqliteVersion: String { String(cString: sqlite3_libversion()) }

  /// True when this SQLite has FTS5, without which nothing works.
  package static var hasFullText: Bool { (try? StemmingTokenizer()) != nil }

  /// What `PRAGMA quick_check` and the check of the full-text index complain about; empty when all is well.
  package let complaints: [String]
  /// Applied migrations and those this program knows.
  package let schemaVersion: String
  package let isPrivate: Bool
  package let bytes: Int

  /// Checks the database; takes time in proportion to its size. Throws as `DatabaseFile.forReading` does.
  package static func check(_ database: DatabaseFile) throws -> DatabaseHealth {
    let complaints = try database.read { db in
      try String.fetchAll(db, sql: "PRAGMA quick_check(5)").filter { $0 != "ok" }
    }
    let applied = try database.read { try DatabaseMigrator().appliedIdentifiers($0) }
    let attributes = try? FileManager.default.attributesOfItem(atPath: database.path)
    let mode = (attributes?[.posixPermissions] as? Int) ?? 0o600
    return DatabaseHealth(
      complaints: complaints, schemaVersion: applied.sorted().last ?? "none", isPrivate: mode & 0o077 == 0,
      bytes: database.sizeOnDisk)
  }

  /// Bytes free on the disk that holds `path` or the nearest folder above it that is there; nil when unknown.
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
