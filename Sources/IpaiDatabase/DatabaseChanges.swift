import GRDB
import Synchronization

/// Notices that a database was changed, by this process or another.
package final class DatabaseChanges: Sendable {
  private let connection: DatabaseQueue
  private let version = Mutex<Int?>(nil)

  /// Watches the database file at a path. Throws `IpaiError`.
  package init(_ path: String) throws {
    connection = try translatingErrors(path) { try DatabaseFile.openReadOnly(path) }
  }

  /// True when something was committed since the last call, and at the first one. Throws `IpaiError`.
  package func haveHappened() throws -> Bool {
    // The number means something only to the connection that reads it.
    let now = try translatingErrors(connection.path) {
      // One statement sees one state without a transaction around it.
      try connection.unsafeRead { try Int.fetchOne($0.cachedStatement(sql: "PRAGMA data_version")) }
    }
    return version.withLock { version in
      defer { version = now }
      return version != now
    }
  }
}
