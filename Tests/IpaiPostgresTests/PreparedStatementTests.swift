import Foundation
import IpaiCore
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// Statements that are run again and again.
@Suite struct PreparedStatementTests {
  private static let kept = "SELECT count(*) FROM pg_prepared_statements"

  private func value(_ connection: PostgresConnection, _ text: String) async throws -> String? {
    try await connection.repeated("SELECT n FROM a WHERE n = $1", [.text(text)]).first?.text(0)
  }

  private func prepare() async throws -> PostgresConnection {
    let connection = try await PostgresFixture().connection()
    try await connection.run(script: "CREATE TABLE a (n text); INSERT INTO a SELECT generate_series(1, 10)")
    for number in 1...10 { #expect(try await value(connection, "\(number)") == "\(number)") }
    return connection
  }

  @Test func theServerKeepsThemFromTheSecondTimeOn() async throws {
    let connection = try await prepare()
    #expect(try await connection.number(Self.kept) == 1)
    #expect(try await value(connection, "11") == nil)
    _ = try await connection.repeated("SELECT 1")
    #expect(try await connection.number(Self.kept) == 1)
    // A connection keeps a limited number of them.
    for number in 0..<200 {
      for _ in 0..<3 { #expect(try await connection.repeated("SELECT \(number)").count == 1) }
    }
    #expect(try await connection.number(Self.kept) == 64)
  }

  @Test func whatTheServerHasLostIsRunAsItIs() async throws {
    let connection = try await prepare()
    try await connection.run(script: "DEALLOCATE ALL")
    #expect(try await value(connection, "3") == "3")
    #expect(try await value(connection, "4") == "4")
  }

  @Test func aNameThatIsTakenIsNotUsed() async throws {
    let connection = try await PostgresFixture().connection()
    try await connection.run(script: "PREPARE ipai_1 AS SELECT 7")
    for _ in 0..<3 { #expect(try await connection.repeated("SELECT 'mine'").first?.text(0) == "mine") }
  }

  @Test func theSchemaMayChange() async throws {
    let connection = try await prepare()
    try await connection.run(script: "ALTER TABLE a ADD m int; ALTER TABLE a ALTER n TYPE varchar(20)")
    #expect(try await value(connection, "5") == "5")
    #expect(try await value(connection, "6") == "6")
  }

  @Test func aMistakeIsTold() async throws {
    let connection = try await PostgresFixture().connection()
    for _ in 0..<3 {
      let error = await #expect(throws: IpaiError.self) { try await connection.repeated("SELECT 1 FROM missing") }
      #expect(state(error) == "42P01")
    }
    #expect(try await connection.text("SELECT 'on'") == "on")
  }

  /// With a pooler, each transaction may have another connection of the server.
  @Test func behindAPoolerNothingIsPrepared() async throws {
    let server = try await PostgresServer.start(.newest)
    defer { withExtendedLifetime(server) {} }
    let fixture = try await PostgresFixture(on: server)
    let pool = try await fixture.pooler(most: 8)
    try await withThrowingTaskGroup { group in
      for number in 0..<60 {
        group.addTask {
          try await pool.withConnection { connection in
            let rows = try await connection.repeated("SELECT $1::text", [.text("\(number)")])
            #expect(rows.first?.text(0) == "\(number)")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await pool.withConnection { try await $0.number(Self.kept) } == 0)
  }
}
