import IpaiPostgres
import IpaiSearch

/// Notices that the PostgreSQL database was changed, by whichever process: it has a connection of its own, which the server tells of changes
/// (LISTEN). A pooler between them may keep that back, so it also looks from time to time.
package actor StoreWatch {
  private let connection: PostgresConnection
  private var known: String?

  /// How long it waits to be told of something.
  private static let patience = Duration.seconds(5)

  init(_ address: PostgresAddress) async throws {
    connection = try await PostgresConnection.open(address)
    try await connection.query("LISTEN \(StoreVersion.channel)")
  }

  /// True when something was committed since the last call, and at the first one; waits for some seconds until something is.
  ///
  /// Throws `IpaiError` when the connection is lost.
  package func isChanged() async throws -> Bool {
    if known != nil { _ = try await connection.isNotified(within: Self.patience) }
    let now = try await StoreVersion.all(connection)
    defer { known = now }
    return now != known
  }
}

extension Services {
  /// A watch over the PostgreSQL database; nil when none is configured. Throws `IpaiError`.
  package func storeWatch() async throws -> StoreWatch? {
    guard let shared = try sharedStore() else { return nil }
    return try await StoreWatch(shared.address)
  }
}
