import Foundation
import IpaiCore
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

@Suite struct PostgresConnectionTests {
  private let fixture: PostgresFixture

  init() async throws { fixture = try await PostgresFixture() }

  @Test func valuesComeBackAsTheyWent() async throws {
    let connection = try await fixture.connection()
    let text = "O'Brien; DROP TABLE \u{1F41F} \\ \u{7F} \n"
    let bytes: [UInt8] = Array(0...255)
    let rows = try await connection.query(
      "SELECT $1::text, $2::int8, $3::float8, $4::bool, $5::bytea, $6::text, $7::text, 7::int2, 8::int4, 0.5::float4, $8::bytea",
      [.text(text), .integer(.min), .real(0.1), .boolean(true), .bytes(bytes), .null, .text(""), .bytes([])])
    let row = try #require(rows.first)
    #expect(rows.count == 1 && row.text(0) == text)
    #expect(try row.integer(1) == .min && row.real(2) == 0.1 && row.boolean(3) == true)
    #expect(row.bytes(4) == bytes && row.text(5) == nil && row.text(6)?.isEmpty == true)
    #expect(try row.integer(7) == 7 && row.integer(8) == 8 && row.real(9) == 0.5)
    #expect(row.bytes(10)?.isEmpty == true)
    #expect(throws: IpaiError.self) { try row.integer(0) }
  }

  @Test func whatChangesRowsSaysHowMany() async throws {
    let connection = try await fixture.connection()
    try await connection.run(script: "CREATE TABLE a (n int8); INSERT INTO a SELECT generate_series(1, 10)")
    #expect(try await connection.query("DELETE FROM a WHERE n > $1", [.integer(4)]).changed == 6)
    #expect(try await connection.query("SELECT n FROM a").count == 4)
  }

  /// The connection goes on after each of them.
  @Test(arguments: [
    ("SELECT 1 FROM missing", ErrorCode.notFound, "42P01"), ("SELEC", .internal, "42601"),
    ("SELECT 1 / 0", .internal, "22012"), ("SET ROLE nobody_there", .internal, "22023"),
  ])
  func mistakesAreTold(sql: String, code: ErrorCode, expected: String) async throws {
    let connection = try await fixture.connection()
    let error = await #expect(throws: IpaiError.self) { try await connection.query(sql) }
    #expect(error?.code == code && state(error) == expected, "\(String(describing: error?.rendered))")
    #expect(error?.rendered.contains("secret") == false)
    #expect(try await connection.text("SELECT 'on'") == "on")
  }

  @Test func aTextWithANULIsRefused() async throws {
    let connection = try await fixture.connection()
    let error = await #expect(throws: IpaiError.self) { try await connection.query("SELECT $1::text", [.text("a\0b")]) }
    #expect(error?.code == .usage)
    #expect(try await connection.text("SELECT 'on'") == "on")
  }

  @Test func aPasswordMayHaveEveryCharacter() async throws {
    let password = String(decoding: (0x21...0x7E).map { UInt8($0) }, as: UTF8.self)
    let admin = try await fixture.connection()
    let name = fixture.name + "_user"
    let quoted = password.replacing("'", with: "''")
    try await admin.run(script: "CREATE ROLE \(name) LOGIN PASSWORD '\(quoted)'")
    let connection = try await PostgresFixture.connection(fixture.address(user: name, password: password))
    #expect(try await connection.text("SELECT current_user::text") == name)
    for wrong in ["", "x" + password] {
      let error = await #expect(throws: IpaiError.self) {
        _ = try await PostgresFixture.connection(fixture.address(user: name, password: wrong))
      }
      #expect(error?.code == .denied && state(error) == "28P01", "\(String(describing: error?.rendered))")
      #expect(error?.rendered.contains(password) == false)
    }
  }

  @Test func whatKeepsAConnectionFromBeingMadeIsTold() async throws {
    let server = fixture.server
    for (address, code, expected) in [
      (server.address("none_such"), ErrorCode.notFound, "3D000"),
      (server.address(user: "nobody_there"), .denied, "28P01"),
      ("postgres://127.0.0.1:1/x", .unavailable, ""),
      ("postgres:///x?host=/nowhere", .unavailable, ""),
      (server.address(options: "?sslmode=require"), .unavailable, ""),
    ] {
      let error = await #expect(throws: IpaiError.self) { _ = try await PostgresFixture.connection(address) }
      #expect(error?.code == code && state(error) == expected, "\(address): \(String(describing: error?.rendered))")
      #expect(error?.rendered.contains("secret") == false)
    }
    for options in ["?none=1", "?port=x", "?sslmode=maybe"] {
      let error = await #expect(throws: IpaiError.self) {
        _ = try await PostgresFixture.connection(server.address(options: options))
      }
      #expect(error?.code == .usage || error?.code == .unavailable, "\(options)")
      #expect(error?.rendered.contains("secret") == false)
    }
  }

  // MARK: Waiting

  @Test func whatTakesTooLongIsCancelledOnTheServerToo() async throws {
    let connection = try await fixture.connection(limit: .milliseconds(300))
    let error = await #expect(throws: IpaiError.self) { try await connection.query("SELECT pg_sleep(60)") }
    #expect(error?.code == .unavailable && error?.message.contains("did not answer") == true)
    #expect(try await connection.text("SELECT 'on'") == "on")
    let busy = try await connection.number(
      "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname = current_database()"
    )
    #expect(busy == 0)
  }

  /// A request to cancel may come when its statement has ended by itself.
  @Test func cancellingAStatementDoesNotEndTheNextOne() async throws {
    let pool = try await PostgresFixture().pool(most: 1)
    for _ in 0..<100 {
      let task = Task { try await pool.withConnection { try await $0.query("SELECT pg_sleep(0.0005)") } }
      try await Task.sleep(for: .microseconds(Int.random(in: 0...900)))
      task.cancel()
      _ = try? await task.value
      try await pool.withConnection { _ = try await $0.query("SELECT pg_sleep(0.004)") }
    }
  }

  @Test func aCancelledTaskEndsItsStatement() async throws {
    let connection = try await fixture.connection()
    let task = Task { try await connection.query("SELECT pg_sleep(60)") }
    let watcher = try await fixture.connection()
    let active =
      "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname = current_database()"
    while try await watcher.number(active) == 0 { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let error = await #expect(throws: IpaiError.self) { try await task.value }
    #expect(error?.code == .interrupted)
    #expect(try await watcher.number(active) == 0)
    #expect(try await connection.text("SELECT 'on'") == "on")
  }

  /// More statements wait than there are threads.
  @Test func noThreadWaitsForAnAnswer() async throws {
    let start = ContinuousClock.now
    try await withThrowingTaskGroup { group in
      for _ in 0..<24 {
        group.addTask { [fixture] in _ = try await fixture.connection().query("SELECT pg_sleep(0.5)") }
      }
      try await group.waitForAll()
    }
    // One after the other they would take 12 s.
    #expect(ContinuousClock.now - start < .seconds(8))
  }

  // MARK: COPY

  private func table(_ connection: PostgresConnection) async throws {
    try await connection.run(script: "CREATE TABLE loaded (n int8 NOT NULL, t text)")
  }

  @Test func rowsAreLoadedByCopy() async throws {
    let connection = try await fixture.connection()
    try await table(connection)
    var next = 0
    let count = try await connection.copy("COPY loaded FROM STDIN") {
      guard next < 50_000 else { return nil }
      let lines = (next..<(next + 500)).map { "\($0)\tline \($0)\n" }.joined()
      next += 500
      return Array(lines.utf8)
    }
    #expect(count == 50_000)
    #expect(try await connection.number("SELECT sum(n)::int8 FROM loaded") == 1_249_975_000)
  }

  @Test func nothingIsLoadedWhenCopyFails() async throws {
    let connection = try await fixture.connection()
    try await table(connection)
    var parts = ["1\tx\n", "2\ty\n", "three\tz\n"].map { Array($0.utf8) }
    let wrong = await #expect(throws: IpaiError.self) {
      _ = try await connection.copy("COPY loaded FROM STDIN") { parts.isEmpty ? nil : parts.removeFirst() }
    }
    #expect(state(wrong) == "22P02")
    parts = ["1\tx\n"].map { Array($0.utf8) }
    let stopped = await #expect(throws: IpaiError.self) {
      _ = try await connection.copy("COPY loaded FROM STDIN") {
        if parts.isEmpty { throw IpaiError(.interrupted, "enough") }
        return parts.removeFirst()
      }
    }
    #expect(stopped?.message == "enough")
    let none = await #expect(throws: IpaiError.self) {
      _ = try await connection.copy("COPY missing FROM STDIN") { nil }
    }
    #expect(none?.code == .notFound)
    #expect(try await connection.number("SELECT count(*) FROM loaded") == 0)
  }
}
