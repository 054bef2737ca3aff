import Foundation
import IpaiCore
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// What can go wrong with a server and the way to it.
@Suite struct PostgresFaultTests {
  /// The process of the server that a connection belongs to stops, as the network might.
  @Test func aCopyThatHangsEndsAndLeavesNothing() async throws {
    let fixture = try await PostgresFixture()
    let pool = try fixture.pool(limit: .seconds(1))
    try await pool.withConnection { _ = try await $0.query("CREATE TABLE load (text text)") }
    let rows = Array(String(repeating: String(repeating: "x", count: 999) + "\n", count: 1_000).utf8)
    let error = await #expect(throws: IpaiError.self) {
      try await pool.withConnection { connection in
        let process = pid_t(try await connection.number("SELECT pg_backend_pid()") ?? 0)
        defer { kill(process, SIGCONT) }
        var parts = 0
        _ = try await connection.copy("COPY load FROM STDIN") {
          parts += 1
          if parts == 3 { kill(process, SIGSTOP) }
          return parts < 100 ? rows : nil
        }
      }
    }
    #expect(error?.code == .unavailable && error?.message.contains("did not answer") == true)
    #expect(try await pool.withConnection { try await $0.number("SELECT count(*) FROM load") } == 0)
  }

  @Test func aStandbySaysThatItIsOneUntilItIsPromoted() async throws {
    let server = try await PostgresServer.start(.newest)
    defer { withExtendedLifetime(server) {} }
    let fixture = try await PostgresFixture(on: server)
    _ = try await PostgresMigrator.migrate(fixture.connection())
    try await server.command("standby")
    let pool = try fixture.pool()
    func write() async throws {
      try await pool.transaction {
        _ = try await $0.query("INSERT INTO mcp.skills_registry (id, name) VALUES ('a', 'a')")
      }
    }
    let refused = await #expect(throws: IpaiError.self) { try await write() }
    #expect(
      refused?.code == .unavailable && refused?.message.contains("read-only") == true, "\(String(describing: refused))")
    let migration = await #expect(throws: IpaiError.self) {
      _ = try await PostgresMigrator.migrate(fixture.connection())
    }
    #expect(migration?.code == .unavailable, "\(String(describing: migration?.rendered))")
    // Reading goes on, on the same connections when it is promoted.
    let count = "SELECT count(*) FROM mcp.skills_registry"
    #expect(try await pool.withConnection { try await $0.number(count) } == 0)
    _ = try await fixture.connection().query("SELECT pg_promote()")
    try await write()
    #expect(try await pool.withConnection { try await $0.number(count) } == 1)
  }

  @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskOfTheServerIsSaidAndNothingIsLost() async throws {
    let server = try await PostgresServer.start(.newest)
    defer { withExtendedLifetime(server) {} }
    let disk = try SmallDisk(kilobytes: 6_144)
    let others = disk.file("others")
    try Data(count: 2 << 20).write(to: URL(fileURLWithPath: others))
    try FileManager.default.createDirectory(atPath: disk.file("tables"), withIntermediateDirectories: false)
    try await server.command("own", disk.file("tables"))
    let fixture = try await PostgresFixture(on: server)
    let pool = try fixture.pool()
    let folder = disk.file("tables")
    try await pool.withConnection { connection in
      try await connection.query("CREATE TABLESPACE small LOCATION '\(folder)'")
      try await connection.query("CREATE TABLE load (text text) TABLESPACE small")
      try await connection.query("ALTER TABLE load ALTER COLUMN text SET STORAGE EXTERNAL")
      try await connection.query("INSERT INTO load VALUES ('kept')")
    }
    let large = String(repeating: "x", count: 1 << 20)
    let error = await #expect(throws: IpaiError.self) {
      for _ in 0..<8 {
        try await pool.transaction { _ = try await $0.query("INSERT INTO load VALUES ($1)", [.text(large)]) }
      }
    }
    #expect(error?.code == .unavailable && state(error) == "53100", "\(String(describing: error?.rendered))")
    // The connection goes on, and so does writing when there is room.
    #expect(try await pool.withConnection { try await $0.text("SELECT text FROM load WHERE text = 'kept'") } == "kept")
    try FileManager.default.removeItem(atPath: others)
    try await pool.transaction { _ = try await $0.query("INSERT INTO load VALUES ($1)", [.text(large)]) }
  }

  /// An old version is left alone, and whatever needs vectors waits for a newer one.
  @Test func anOldPgvectorIsSaid() async throws {
    let fixture = try await PostgresFixture()
    let connection = try await fixture.connection()
    try await connection.run(
      script: "CREATE EXTENSION vector; UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'")
    let migration = try await PostgresMigrator.migrate(connection)
    #expect(migration.waiting == ["0002-pgvector", "0006-vectors", "0010-search-rag"], "\(migration)")
    let inspection = try await PostgresInspection(connection)
    #expect(inspection.vectors.version == "0.7.4" && inspection.pending.isEmpty)
    try await connection.query("UPDATE pg_extension SET extversion = '0.8.0' WHERE extname = 'vector'")
    #expect(
      try await PostgresMigrator.migrate(connection).applied == ["0002-pgvector", "0006-vectors", "0010-search-rag"])
  }
}
