import IpaiCore
import IpaiCorpora
import IpaiPostgres
import IpaiSearch

extension Services {
  /// The connections to the PostgreSQL database in which everything is kept; nil when that is the local database. The schema is looked at
  /// before it is used. Throws `IpaiError(.unavailable)` without libpq.
  func sharedStore() throws -> PostgresPool? {
    guard let address = try configuration.storeAddress() else { return nil }
    return try opened.sharedStore {
      PostgresPool(try postgres(address), checksSchema: true, isServed: roots != nil)
    }
  }

  /// Why nothing can be found by meaning in the PostgreSQL database, and what to do about it; nil where something can, and where everything
  /// is kept in the local database. Throws `IpaiError`.
  package func lackOfVectors() async throws -> String? {
    guard let shared = try sharedStore() else { return nil }
    let lack = try await PostgresVectorFilling.lack(of: shared, .documents)
    return lack.map { error in [error.message, error.hint].compactMap { $0 }.joined(separator: "; ") }
  }

  /// Whether nothing can be written to the PostgreSQL database; false where everything is kept in the local one. Throws `IpaiError`.
  package func isStoreReadOnly() async throws -> Bool {
    guard let shared = try sharedStore() else { return false }
    return try await shared.withConnection { try await $0.isReadOnly() }
  }

  /// A database as this process reaches it. Throws `IpaiError`: `.usage` for a wrong address, `.unavailable` without libpq.
  func postgres(_ address: StoreAddress) throws -> PostgresAddress {
    try PostgresAddress(address, home: environment["HOME"], machine: MachineName(configuration.machine))
  }

  /// The connections to the PostgreSQL database, whatever its schema is. Throws `IpaiError`: `.usage` when none is configured,
  /// `.unavailable` without libpq.
  func store() throws -> PostgresPool {
    guard let address = try configuration.storeAddress() else {
      throw IpaiError(
        .usage, "no PostgreSQL database is configured",
        hint: "name it with --store postgres://user@host/database, or in IPAI_STORE")
    }
    return try opened.store { PostgresPool(try postgres(address)) }
  }
}
