package import GRDB
import IpaiCore
import Schema

/// Brings a database to the schema of this program, one named migration after the other.
package enum Migrations {
  /// The names of the migrations that this program knows, oldest first.
  package static var known: [String] { Schema.sqlite.map(\.name) }

  private static let applicationID = 1_768_972_649  // "ipai", as in 0001-commits.sql

  /// Applies the migrations that are missing. Throws `IpaiError(.configuration)` for a database that is not ipai's or that
  /// a newer ipai has changed.
  static func apply(to writer: any DatabaseWriter, path: String) throws {
    if try writer.read({ try isCurrent($0, path: path) }) { return }
    try migrator(upTo: known.last).migrate(writer)
  }

  /// True when the database has the schema of this program; false when it is empty or older. Throws what `apply` throws.
  static func isCurrent(_ db: Database, path: String) throws -> Bool {
    try refuseForeign(db, path)
    let applied = try DatabaseMigrator().appliedIdentifiers(db)
    let newer = applied.subtracting(known)
    guard newer.isEmpty else {
      throw IpaiError(
        .configuration,
        "the database \(path) was made by a newer ipai (it has \(newer.sorted().joined(separator: ", ")))",
        hint: "install that version, or choose another database with --db")
    }
    return applied.count == known.count
  }

  /// The migrator up to and including `name`; tests use earlier ones to make databases of older versions.
  package static func migrator(upTo name: String?) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in Schema.sqlite {
      migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
      if migration.name == name { break }
    }
    return migrator
  }

  private static func refuseForeign(_ db: Database, _ path: String) throws {
    let owner = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    if owner == applicationID { return }
    guard try owner == 0 && isEmpty(db) else {
      throw IpaiError(
        .configuration, "\(path) is a database of another program",
        hint: "choose another file with --db or IPAI_DB")
    }
  }

  /// True for a file that holds nothing yet.
  ///
  /// GRDB makes its table of migrations before the first of them runs; a process that is killed in between leaves that table
  /// without a row, and its index.
  private static func isEmpty(_ db: Database) throws -> Bool {
    guard try Int.fetchOne(db, sql: "PRAGMA user_version") == 0 else { return false }
    let tables = try String.fetchAll(db, sql: "SELECT DISTINCT tbl_name FROM sqlite_schema")
    if tables.isEmpty { return true }
    guard tables == ["grdb_migrations"] else { return false }
    return try Int.fetchOne(db, sql: "SELECT count(*) FROM grdb_migrations") == 0
  }
}
