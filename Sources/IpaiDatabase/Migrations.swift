package import GRDB
import IpaiCore
import Schema

/// Brings a database to the schema of this program, one named migration after the other.
package enum Migrations {
  /// The names of the migrations this program knows, oldest first.
  package static var known: [String] { Schema.sqlite.map(\.name) }

  private static let applicationID = 1_768_972_649  // "ipai", as in 0001-commits.sql

  /// Throws `IpaiError(.configuration)` for a database that is not ipai's or that a newer ipai has changed.
  static func apply(to writer: any DatabaseWriter, path: String) throws {
    if try writer.read({ try isCurrent($0, path: path) }) { return }
    try migrator(upTo: known.last).migrate(writer)
  }

  /// True when the database has the schema of this program; false when it is empty or older. Throws as `apply` does.
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

  /// The migrator up to and with `name`; tests use earlier ones to make databases of older versions.
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
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    guard owner == applicationID || tables == 0 || isHalfMade(owner, tables) else {
      throw IpaiError(
        .configuration, "\(path) is a database of another program",
        hint: "choose another file with --db or IPAI_DB")
    }
  }

  /// GRDB makes its table of migrations before the first of them runs; a kill in between leaves just that.
  private static func isHalfMade(_ owner: Int, _ tables: Int) -> Bool { owner == 0 && tables <= 2 }
}
