import Foundation
import HTTPTypes
import IpaiActions
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

@testable import IpaiServer

/// What clients are told whose server has a PostgreSQL database that cannot be used.
@Suite struct StoreFaultTests {
  private static func check(_ answer: ServerFixture.Answer) {
    #expect(answer.status == 503 && answer.json["code"] as? String == "unavailable", "\(answer.json)")
    #expect((answer.json["detail"] as? String)?.hasPrefix("the database of this server cannot be used") == true)
    #expect((answer.json["hint"] as? String)?.contains("key") == false, "\(answer.json)")
  }

  @Test func aMissingSchemaIsNotTheirs() async throws {
    let server = try ServerFixture(store: try await PostgresFixture().address())
    Self.check(try await server.send(.get, "/v1/memory"))
    let health = try await server.send(.get, "/health", key: nil)
    #expect(health.status == 200 && health.json["status"] as? String == "unavailable", "\(health.json)")
    #expect(try await server.send(.get, "/ready", key: nil).status == 503)
    // For who starts the server, the reason itself is the error.
    let error = await #expect(throws: (any Error).self) { try await server.services.open() }
    #expect("\(String(describing: error))".contains("has no schema of ipai"))
  }

  @Test func aSchemaMayVanish() async throws {
    let fixture = try await PostgresFixture.migrated()
    let server = try ServerFixture(store: fixture.address())
    #expect(try await server.send(.get, "/v1/memory").status == 200)
    #expect(try await server.send(.get, "/v1/memory/none").status == 404)
    try await fixture.connection().run(script: "DROP SCHEMA mcp CASCADE")
    Self.check(try await server.send(.get, "/v1/memory"))
  }

  @Test func aPasswordMayChange() async throws {
    let role = "serving_\(UInt64.random(in: 0 ... .max))"
    let fixture = try await PostgresFixture.migrated()
    try await fixture.connection().run(script: "CREATE ROLE \(role) SUPERUSER LOGIN PASSWORD 'other'")
    let server = try ServerFixture(store: fixture.address(user: role))
    Self.check(try await server.send(.get, "/v1/memory"))
    try await fixture.connection().run(script: "ALTER ROLE \(role) PASSWORD 'secret'")
    #expect(try await server.send(.get, "/v1/memory").status == 200)
    #expect(try await server.send(.get, "/health", key: nil).json["status"] as? String == "ok")
  }

  @Test func aDatabaseMayBeReadOnly() async throws {
    let fixture = try await PostgresFixture.migrated()
    try await fixture.connection().run(
      script: "ALTER DATABASE \(fixture.name) SET default_transaction_read_only = on")
    let server = try ServerFixture(store: fixture.address())
    let ready = try await server.send(.get, "/ready", key: nil)
    #expect(ready.status == 200 && ready.json["status"] as? String == "read_only", "\(ready.json)")
    #expect(try await server.send(.get, "/v1/memory").status == 200)
  }
}
