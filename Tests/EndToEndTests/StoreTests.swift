import Foundation
import TestSupport
import Testing

/// `ipai store` as a process of its own, on a real server.
@Suite(.onOwnThreads) struct StoreTests {
  private let binary: Binary
  private let address: String

  init() async throws {
    binary = try Binary()
    let server = try await PostgresServer.shared()
    let name = "end_to_end_\(UInt64.random(in: 0 ... .max))"
    try await server.make(database: name)
    address = server.address(name)
  }

  private func tables() throws -> String {
    try number("SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace('mcp') AND relkind = 'r'")
  }

  /// What a statement answers.
  private func number(_ sql: String) throws -> String {
    try Subprocess.run(["psql", "-qAtX", "-c", sql, address], in: "/")
      .text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func aKillLeavesAllOrNothing() throws {
    let statements = try binary.run("store", "migrate", "--sql", in: "/").text
    let all = "\(statements.components(separatedBy: "CREATE TABLE IF NOT EXISTS mcp.").count - 1)"
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      let moment = Double.random(in: 0.002...0.12, using: &generator)
      _ = try Subprocess.run(
        [Binary.path, "store", "migrate", "--store", address], in: "/", environment: binary.environment,
        killAfter: moment)
      #expect(["0", all].contains(try tables()))
    }
    let last = try binary.run("store", "migrate", "--store", address, in: "/")
    #expect(last.status == 0, "\(last.error)")
    #expect(try tables() == all)
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

  /// A copy that is killed again and again is whole in the end, and each skill is there as a whole or not at all.
  @Test func aCopyThatIsKilledGoesOn() throws {
    let folder = try TemporaryFolder()
    for number in 0..<40 {
      let name = "skill-\(number)"
      try folder.write(
        "---\nname: \(name)\ndescription: Does \(name). Use it.\nmetadata:\n  version: 1.0.0\n---\n# \(name)\n",
        to: "skills/\(name)/SKILL.md")
      try folder.write("echo \(number)\n", to: "skills/\(name)/scripts/run.sh")
    }
    let file = folder.file("local.db")
    #expect(try binary.run("skills", "sync", folder.file("skills"), "--db", file, in: "/").status == 0)
    #expect(try binary.run("memory", "add", "a note", "--session-id", "n", "--db", file, in: "/").status == 0)
    #expect(try binary.run("store", "migrate", "--store", address, in: "/").status == 0)
    let words = ["store", "copy", "--db", file, "--store", address, "--what", "skills", "--what", "memory"]
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      _ = try Subprocess.run(
        [Binary.path] + words, in: "/", environment: binary.environment,
        killAfter: Double.random(in: 0.005...0.25, using: &generator))
      #expect(
        try number(
          """
          SELECT count(*) FROM mcp.skill s WHERE latest_id IS NULL OR 2 <> (
            SELECT count(*) FROM mcp.skill_version v JOIN mcp.skill_file f ON f.version_id = v.id WHERE v.skill_id = s.id)
          """) == "0")
    }
    let last = try Subprocess.run([Binary.path] + words, in: "/", environment: binary.environment)
    #expect(last.status == 0, "\(last.error)")
    #expect(try number("SELECT count(*) FROM mcp.skill") == "40")
    let again = try Subprocess.run([Binary.path] + words, in: "/", environment: binary.environment)
    #expect(again.text.contains("skills  0       40"), "\(again.text)")
  }

  /// Everybody's work is there in the end.
  @Test func severalMayWriteAtOnce() throws {
    #expect(try binary.run("store", "migrate", "--store", address, in: "/").status == 0)
    let folder = try TemporaryFolder()
    for number in 0..<8 {
      try folder.write(
        "---\nname: skill-\(number)\ndescription: Does things. Use it.\nmetadata:\n  version: 1.0.0\n---\nText.\n",
        to: "\(number)/skill-\(number)/SKILL.md")
    }
    let script = """
      for i in 0 1 2 3 4 5 6 7; do
        '\(Binary.path)' skills sync '\(folder.path)'/$i --store '\(address)' -q &
        '\(Binary.path)' memory add "message $i" --session-id talk --id m$i --store '\(address)' -q &
        '\(Binary.path)' memory context set talk key$i $i --store '\(address)' -q &
      done
      for job in $(jobs -p); do wait $job || exit $?; done
      """
    let run = try Subprocess.run(["bash", "-c", script], in: "/", environment: binary.environment)
    #expect(run.status == 0, "\(run.error)")
    #expect(try number("SELECT count(*) FROM mcp.skill WHERE latest_id IS NOT NULL") == "8")
    #expect(try number("SELECT count(*) FROM mcp.message") == "8")
    #expect(try number("SELECT count(DISTINCT position) FROM mcp.message") == "8")
    #expect(try number("SELECT kind FROM mcp.conversation") == "conversation")
    #expect(try number("SELECT count(*) FROM mcp.session_context") == "8")
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
