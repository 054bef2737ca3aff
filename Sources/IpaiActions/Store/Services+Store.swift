import IpaiCore
import IpaiPostgres

extension Services {
  /// The connections to the PostgreSQL database. Throws `IpaiError`: `.usage` when none is configured, `.unavailable` without libpq.
  func store() throws -> PostgresPool {
    guard let address = try configuration.storeAddress() else {
      throw IpaiError(
        .usage, "no PostgreSQL database is configured",
        hint: "name it with --store postgres://user@host/database, or in IPAI_STORE")
    }
    return try opened.store { PostgresPool(try PostgresAddress(address, home: environment["HOME"])) }
  }
}
