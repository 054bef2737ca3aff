import CommandTestSupport
import Foundation
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// What people are told who cannot reach a PostgreSQL database.
@Suite struct StoreHintCommandTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func status(_ address: String, environment: [String: String] = [:]) async -> CommandRun {
    await CommandRun.awaiting(["store", "status", "--store", address], home: home, environment: environment)
  }

  @Test func eachReasonHasItsOwnHint() async throws {
    let server = try await PostgresServer.shared()
    let name = try await PostgresFixture().name
    let encrypted = await status(server.address(name, options: "?sslmode=require"))
    #expect(encrypted.status == 69 && encrypted.error.contains("sslmode=disable does without"), "\(encrypted.error)")
    let standby = await status(server.address(name, options: "?target_session_attrs=standby"))
    #expect(standby.status == 69 && standby.error.contains("without it, any will do"), "\(standby.error)")
    for port in ["0", "65536", "x"] {
      let run = await status("postgres://h:\(port)/x")
      #expect(run.status == 64 && run.error.contains("port"), "\(run.error)")
    }
    let missing = await status(server.address("none_such"))
    #expect(missing.status == 66, "\(missing.error)")
    #expect(
      missing.error.contains("the database 'none_such' of the user 'postgres' at 127.0.0.1:\(server.port)"),
      "\(missing.error)")
  }

  @Test func aRoleMayHaveTooFewConnections() async throws {
    let fixture = try await PostgresFixture()
    let role = "few_\(UInt64.random(in: 0 ... .max))"
    try await fixture.connection().run(script: "CREATE ROLE \(role) LOGIN PASSWORD 'secret' CONNECTION LIMIT 0")
    let run = await status(fixture.address(user: role))
    #expect(run.status == 69 && run.error.contains("CONNECTION LIMIT of the role"), "\(run.error)")
  }

  @Test func aStatementMayTakeTooLong() async throws {
    let fixture = try await PostgresFixture.migrated()
    let connection = try await fixture.connection()
    try await connection.run(script: "ALTER DATABASE \(fixture.name) SET statement_timeout = '300ms'")
    let blocking = try await fixture.connection()
    try await connection.run(script: "SET statement_timeout = 0")
    try await blocking.run(script: "SET statement_timeout = 0; BEGIN; LOCK TABLE mcp.conversation")
    let run = await CommandRun.awaiting(["memory", "list", "--store", fixture.address()], home: home)
    #expect(run.status == 69 && run.error.contains("raise statement_timeout"), "\(run.error)")
    try await blocking.run(script: "ROLLBACK")
  }

  /// A server that takes connections and says nothing.
  @Test func theTimeForConnectingCanBeSaid() async throws {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(server) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(server, $0, size)
        _ = listen(server, 4)
        _ = getsockname(server, $0, &size)
      }
    }
    let port = UInt16(bigEndian: address.sin_port)
    let start = ContinuousClock.now
    let run = await status("postgres://127.0.0.1:\(port)/x?connect_timeout=1")
    #expect(run.status == 69 && run.error.contains("does not answer"), "\(run.error)")
    #expect(ContinuousClock.now - start < .seconds(12))
  }
}
