import GRDB
package import IpaiCore
package import IpaiDatabase

/// How often what was used, in a local database.
package struct SQLiteUsageStore: UsageStore {
  private let database: DatabaseFile

  /// Keeps counts in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  package func add(_ tallies: [UsedOperation: UsageTally], at now: Timestamp) throws {
    let hour = now.seconds / 3_600
    try database.write { db in
      let statement = try db.cachedStatement(
        sql: """
          INSERT INTO usage (hour, operation, caller, outcome, count, milliseconds) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE
          SET count = count + excluded.count, milliseconds = milliseconds + excluded.milliseconds
          """)
      for (operation, tally) in tallies {
        try statement.execute(arguments: [
          hour, String(operation.name.prefix(UsedOperation.nameLength)), operation.caller, operation.outcome,
          tally.count,
          Int(tally.milliseconds.rounded()),
        ])
      }
    }
  }
}
