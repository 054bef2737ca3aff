import Foundation
import TestSupport
import Testing

/// `ipai store` as a process of its own, on a real server.
@Suite struct StoreTests {
  private let binary: Binary
  private let address: String

  init() throws {
    binary = try Binary()
    let server = try PostgresServer.shared.get()
    let name = "end_to_end_\(UInt64.random(in: 0 ... .max))"
    try server.make(database: name)
    address = server.address(name)
  }

  private func tables() throws -> String {
    try Subprocess.run(
      [
        "psql", "-qAtX", "-c",
        "SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace('mcp') AND relkind = 'r'", address,
      ],
      in: "/"
    ).text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func aKillLeavesAllOrNothing() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      let moment = Double.random(in: 0.002...0.12, using: &generator)
      _ = try Subprocess.run(
        [Binary.path, "store", "migrate", "--store", address], in: "/", environment: binary.environment,
        killAfter: moment)
      #expect(["0", "6"].contains(try tables()))
    }
    let last = try binary.run("store", "migrate", "--store", address, in: "/")
    #expect(last.status == 0, "\(last.error)")
    #expect(try tables() == "6")
  }

  @Test func tenAtOnceAllSucceed() throws {
    let script = """
      for i in 1 2 3 4 5 6 7 8 9 10; do '\(Binary.path)' store migrate --store '\(address)' & done
      for job in $(jobs -p); do wait $job || exit $?; done
      """
    let run = try Subprocess.run(["bash", "-c", script], in: "/", environment: binary.environment)
    #expect(run.status == 0, "\(run.error)")
    let applied = run.text.components(separatedBy: "applied 0001-registry").count - 1
    #expect(applied == 1, "\(run.text)")
  }

  /// A lock that somebody holds is told, and Ctrl-C does not wait for it.
  @Test func whoWaitsForALockCanBeInterrupted() throws {
    #expect(try binary.run("store", "migrate", "--store", address, in: "/").status == 0)
    let script = """
      psql -qX -c 'BEGIN; LOCK TABLE mcp.skills_registry; SELECT pg_sleep(60)' '\(address)' > /dev/null & holder=$!
      until [ "$(psql -qAtX -c "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted
        AND relation = to_regclass('mcp.skills_registry')" '\(address)')" = 1 ]; do sleep 0.05; done
      timeout --signal=INT 1 '\(Binary.path)' store migrate --store '\(address)'; echo "status $?"
      '\(Binary.path)' store migrate --store '\(address)'; echo "status $?"
      kill -9 $holder
      """
    let run = try Subprocess.run(["bash", "-c", script], in: "/", environment: binary.environment)
    #expect(run.text.contains("status 124") && run.text.contains("status 69"), "\(run.text) \(run.error)")
    #expect(run.error.contains("another transaction holds a lock"), "\(run.error)")
  }
}
