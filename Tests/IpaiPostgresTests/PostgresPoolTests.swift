import Foundation
import IpaiCore
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

@Suite struct PostgresPoolTests {
  @Test func onlySoManyAreOpenAtOnce() async throws {
    let fixture = try await PostgresFixture()
    let pool = try fixture.pool(most: 3)
    let most = try await withThrowingTaskGroup(of: Int64.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await pool.withConnection { connection in
            try await connection.query("SELECT pg_sleep(0.02)")
            return try await connection.number(
              """
              SELECT count(*) FROM pg_stat_activity
              WHERE datname = current_database() AND backend_type = 'client backend'
              """) ?? 0
          }
        }
      }
      return try await group.reduce(0, max)
    }
    #expect(most == 3)
  }

  @Test func whoWaitsAndIsCancelledIsLeftOut() async throws {
    let pool = try await PostgresFixture().pool(most: 1)
    try await pool.withConnection { _ in
      let waiting = Task { try await pool.withConnection { _ in true } }
      try await Task.sleep(for: .milliseconds(20))
      waiting.cancel()
      let error = await #expect(throws: IpaiError.self) { _ = try await waiting.value }
      #expect(error?.code == .interrupted)
    }
    #expect(try await pool.withConnection { try await $0.text("SELECT 'on'") } == "on")
  }

  @Test func aTransactionThatIsNotFinishedIsNotLent() async throws {
    let pool = try await PostgresFixture().pool(most: 1)
    try await pool.withConnection { try await $0.run(script: "BEGIN; CREATE TABLE left_behind ()") }
    #expect(try await pool.withConnection { try await $0.text("SELECT to_regclass('left_behind')::text") } == nil)
  }

  @Test func anErrorTakesATransactionBack() async throws {
    let pool = try await PostgresFixture().pool()
    try await pool.withConnection { try await $0.run(script: "CREATE TABLE t (n int8 PRIMARY KEY)") }
    let error = await #expect(throws: IpaiError.self) {
      try await pool.transaction { connection in
        try await connection.query("INSERT INTO t VALUES (1)")
        try await connection.query("INSERT INTO t VALUES (1)")
      }
    }
    #expect(state(error) == "23505")
    #expect(try await pool.withConnection { try await $0.number("SELECT count(*) FROM t") } == 0)
  }

  /// Each of two transactions locks what the other one wants; both end well, one of them at the second try.
  @Test func aDeadlockIsTriedAgain() async throws {
    let pool = try await PostgresFixture().pool()
    try await pool.withConnection {
      try await $0.run(script: "CREATE TABLE t (id int8 PRIMARY KEY, n int8); INSERT INTO t VALUES (1, 0), (2, 0)")
    }
    let tries = Count()
    let locked = Count()
    try await withThrowingTaskGroup { group in
      for order in [[1, 2], [2, 1]] {
        group.addTask {
          try await pool.transaction { connection in
            tries.increase()
            try await connection.query("SET LOCAL deadlock_timeout = '50ms'")
            for id in order {
              try await connection.query("UPDATE t SET n = n + 1 WHERE id = $1", [.integer(Int64(id))])
              // Both have their first row before either asks for the second.
              locked.increase()
              while locked.value < 2 { try await Task.sleep(for: .milliseconds(1)) }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(tries.value > 2)
    #expect(try await pool.withConnection { try await $0.number("SELECT sum(n)::int8 FROM t") } == 4)
  }

  @Test func aRestartOfTheServerIsNotNoticed() async throws {
    let server = try await PostgresServer.start(.newest)
    let fixture = try await PostgresFixture(on: server)
    let pool = try fixture.pool()
    #expect(try await pool.withConnection { try await $0.text("SELECT 'on'") } == "on")
    for command in ["restart", "kill"] {
      let answer = try await server.command(command)
      #expect(answer == "ok")
      if command == "kill" {
        let gone = await #expect(throws: IpaiError.self) {
          try await pool.withConnection { try await $0.query("SELECT 1") }
        }
        #expect(gone?.code == .unavailable, "\(String(describing: gone?.rendered))")
        #expect(try await server.command("start") == "ok")
      }
      #expect(try await pool.withConnection { try await $0.text("SELECT 'on'") } == "on")
    }
  }

  @Test func aConnectionThatIsEndedAtWorkIsReplaced() async throws {
    let fixture = try await PostgresFixture()
    let pool = try fixture.pool()
    let admin = try await fixture.connection()
    let task = Task { try await pool.withConnection { try await $0.query("SELECT pg_sleep(60)") } }
    let end = """
      SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname = current_database()) ended
      """
    while try await admin.number(end) == 0 { try await Task.sleep(for: .milliseconds(5)) }
    let error = await #expect(throws: IpaiError.self) { _ = try await task.value }
    #expect(error?.code == .unavailable, "\(String(describing: error?.rendered))")
    #expect(try await pool.withConnection { try await $0.text("SELECT 'on'") } == "on")
  }

  @Test func aServerThatIsFullSaysSo() async throws {
    let server = try await PostgresServer.start(
      .newest, settings: ["max_connections=6", "superuser_reserved_connections=1"])
    let admin = try await PostgresFixture.connection(server.address())
    try await admin.run(script: "CREATE ROLE plain LOGIN PASSWORD 'secret'")
    var open: [PostgresConnection] = []
    let error = await #expect(throws: IpaiError.self) {
      for _ in 0..<10 { open.append(try await PostgresFixture.connection(server.address(user: "plain"))) }
    }
    #expect(error?.code == .unavailable && state(error) == "53300", "\(String(describing: error?.rendered))")
  }

  @Test func aClosedPoolLendsNothing() async throws {
    let pool = try await PostgresFixture().pool()
    _ = try await pool.withConnection { try await $0.query("SELECT 1") }
    await pool.close()
    let error = await #expect(throws: IpaiError.self) {
      try await pool.withConnection { try await $0.query("SELECT 1") }
    }
    #expect(error?.code == .interrupted)
  }
}
