import IpaiPostgres
import IpaiSearch

/// Notices that the PostgreSQL database was changed, by whichever process: it has a connection of its own, which the server tells of changes
/// (LISTEN). A pooler between them may keep that back, so it also looks from time to time.
package actor StoreWatch {
  private let pool: PostgresPool
  private let connection: PostgresConnection
  private var known: String?

  /// How long it waits to be told of something.
  private static let patience = Duration.seconds(5)
  /// How long an answer may take.
  private static let limit = Duration.seconds(5)

  /// Watches the database of `pool`, and tells it whether that can be reached.
  init(_ pool: PostgresPool) async throws {
    self.pool = pool
    do {
      connection = try await PostgresConnection.open(pool.address, limit: Self.limit)
      try await connection.query("LISTEN \(StoreVersion.channel)")
    } catch {
      pool.note(isReachable: false)
      throw error
    }
  }

  /// True when something was committed since the last call, and at the first one; waits for some seconds until something is.
  ///
  /// Throws `IpaiError` when the connection is lost.
  package func isChanged() async throws -> Bool {
    do {
      if known != nil { _ = try await connection.isNotified(within: Self.patience) }
      let now = try await StoreVersion.all(connection)
      pool.note(isReachable: true)
      defer { known = now }
      return now != known
    } catch {
      pool.note(isReachable: false)
      throw error
    }
  }
}

extension Services {
  /// A watch over the PostgreSQL database; nil when none is configured. Throws `IpaiError`.
  package func storeWatch() async throws -> StoreWatch? {
    guard let shared = try sharedStore() else { return nil }
    return try await StoreWatch(shared)
  }
}
