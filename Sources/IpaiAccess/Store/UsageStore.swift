import GRDB
package import IpaiCore
package import IpaiDatabase

/// How often what was used, by whom: numbers only, and nothing of what was asked or answered.
package struct UsageStore: Sendable {
  private let database: DatabaseFile

  /// What is counted together.
  package struct Operation: Hashable, Sendable {
    /// The route, or `tool` and the name of a tool.
    package let name: String
    /// Who used it.
    package let caller: String
    /// `ok`, or the code of an error.
    package let outcome: String

    /// An operation of a caller.
    package init(name: String, caller: String, outcome: String) {
      self.name = name
      self.caller = caller
      self.outcome = outcome
    }
  }

  /// How often, and how long all of it took together.
  package struct Tally: Sendable, Equatable {
    /// How often.
    package var count = 0
    /// How long it took together, in milliseconds.
    package var milliseconds = 0.0

    /// Nothing yet.
    package init() {}
  }

  /// Keeps counts in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  /// Adds to the counts of the hour that `now` is in.
  package func add(_ tallies: [Operation: Tally], at now: Timestamp) throws {
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
          hour, String(operation.name.prefix(200)), operation.caller, operation.outcome, tally.count,
          Int(tally.milliseconds.rounded()),
        ])
      }
    }
  }
}
