package import IpaiCore
package import IpaiPostgres
import Synchronization
package import TestSupport

/// A database of its own on a server.
package struct PostgresFixture: Sendable {
  package let server: PostgresServer
  package let name: String

  /// A new database on the server that tests share, or on another one.
  package init(on other: PostgresServer? = nil, owner: String = "postgres") async throws {
    try await self.init(on: other, owner: owner, template: "template1")
  }

  private init(on other: PostgresServer? = nil, owner: String = "postgres", template: String) async throws {
    if let other {
      server = other
    } else {
      server = try await PostgresServer.shared()
    }
    name = "test_\(UInt64.random(in: 0 ... .max))"
    let connection = try await Self.connection(server.address(), limit: .seconds(120))
    // Files are copied: by way of the log, as PostgreSQL would do it, takes several times as much of the processor.
    try await connection.run(
      script: "CREATE DATABASE \(name) OWNER \(owner) TEMPLATE \(template) STRATEGY file_copy")
  }

  /// A new database with the schema of ipai, on the server that tests share.
  package static func migrated() async throws -> PostgresFixture {
    try await PostgresFixture(template: migratedOnce.value)
  }

  /// The database that those with the schema are copied from: many migrations at once would keep the server from all else.
  private static let migratedOnce = Task.detached {
    let fixture = try await PostgresFixture()
    _ = try await PostgresMigrator.migrate(fixture.connection())
    // Nobody may be connected to what is copied, and the server learns a little later that a connection was closed.
    let server = try await connection(fixture.server.address())
    let connections = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1"
    while try await server.number(connections, [.text(fixture.name)]) != 0 {
      try await Task.sleep(for: .milliseconds(10))
    }
    return fixture.name
  }

  package static func connection(_ address: String, limit: Duration = .seconds(30)) async throws -> PostgresConnection {
    try await PostgresConnection.open(PostgresAddress(StoreAddress(address)), limit: limit)
  }

  package func address(user: String = "postgres", password: String = "secret", options: String = "") -> String {
    server.address(name, user: user, password: password, options: options)
  }

  package func connection(user: String = "postgres", limit: Duration = .seconds(30)) async throws -> PostgresConnection
  {
    try await Self.connection(address(user: user), limit: limit)
  }

  package func pool(most: Int = 4, limit: Duration = .seconds(30)) throws -> PostgresPool {
    PostgresPool(try PostgresAddress(StoreAddress(address())), most: most, limit: limit)
  }

  /// Connections through a PgBouncer in transaction mode, which has three to the server. The server must not be one that others use.
  package func pooler(most: Int) async throws -> PostgresPool {
    let configuration = """
      [databases]\\n* = host=127.0.0.1 port=SERVER user=postgres password=secret\\n[pgbouncer]\\nlisten_addr = 127.0.0.1\\n\
      listen_port = PORT\\nunix_socket_dir =\\nauth_type = any\\npool_mode = transaction\\ndefault_pool_size = 3\\n
      """
    let port = try await server.command("pooler", "/usr/sbin/pgbouncer", configuration)
    let address = "postgresql://postgres:secret@127.0.0.1:\(port)/\(name)"
    return PostgresPool(try PostgresAddress(StoreAddress(address)), most: most)
  }
}

extension PostgresConnection {
  /// The first value of the first row, as text.
  package func text(_ sql: String, _ values: [PostgresValue] = []) async throws -> String? {
    try await query(sql, values).first?.text(0)
  }

  /// The first value of the first row, as a number.
  package func number(_ sql: String, _ values: [PostgresValue] = []) async throws -> Int64? {
    try await query(sql, values).first?.integer(0)
  }
}

/// What an error was caused by; the empty text when it was not PostgreSQL.
package func state(_ error: IpaiError?) -> String { (error?.cause as? PostgresFailure)?.state ?? "" }

/// Counts from several tasks.
package final class Count: Sendable {
  private let count = Mutex(0)

  package init() {}

  package var value: Int { count.withLock { $0 } }
  package func increase() { count.withLock { $0 += 1 } }
}
