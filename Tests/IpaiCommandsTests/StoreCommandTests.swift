import CommandTestSupport
import DomainTestSupport
import Foundation
import IpaiPostgres
import TestSupport
import Testing

/// `ipai store` on a real server.
@Suite struct StoreCommandTests {
  private let home: TemporaryFolder
  private let address: String

  init() throws {
    home = try TemporaryFolder()
    let server = try PostgresServer.shared.get()
    let name = "command_\(UInt64.random(in: 0 ... .max))"
    try server.make(database: name)
    address = server.address(name)
  }

  private func store(_ words: String..., environment: [String: String] = [:]) async -> CommandRun {
    await CommandRun.awaiting(["store"] + words, home: home, environment: environment)
  }

  @Test func whatTheVerbsWriteIsDocumented() async throws {
    let format = ["--store", address, "--format", "json"]
    let keys = { (words: [String]) async -> Set<String> in
      let run = await CommandRun.awaiting(["store"] + words + format, home: home)
      #expect(run.json != nil, "\(words): \(run.error)")
      return JSONKey.paths(in: run.json)
    }
    let status = await keys(["status"])
    let check = await keys(["check"])
    let printed = await keys(["migrate", "--sql"])
    let migrated = await keys(["migrate"])
    let again = await keys(["status"])
    try JSONKey.check("ipai store status", [status, again])
    try JSONKey.check("ipai store check", [check])
    try JSONKey.check("ipai store migrate", [printed, migrated, ["waiting[]"]])
  }

  @Test func aDatabaseIsSetUpAndChecked() async throws {
    let before = await store("check", "--store", address)
    #expect(before.status == 1 && before.output.contains("there is no schema of ipai"), "\(before.output)")
    #expect(before.output.contains("fix: ipai store migrate"))
    let migrated = await store("migrate", environment: ["IPAI_STORE": address])
    #expect(
      migrated.status == 0 && migrated.output.hasPrefix("applied 0001-registry\napplied 0002-pgvector\n"),
      "\(migrated.error)")
    let again = await store("migrate", "--store", address)
    #expect(again.output == "the schema is up to date\n")
    let after = await store("check", "--store", address)
    #expect(after.status == 0 && !after.output.contains("failed"), "\(after.output)")
    let doctor = await CommandRun.awaiting(["doctor"], home: home, environment: ["IPAI_STORE": address])
    #expect(doctor.output.contains("up to date: \(PostgresMigrator.names.last ?? "")"))
  }

  @Test func aPasswordIsShownNowhere() async throws {
    let secret = "hid/den@se?cret"
    let escaped = "hid%2Fden%40se%3Fcret"
    let addresses = [
      "postgres://u:\(escaped)@127.0.0.1:1/x", "postgres://u:\(secret)@127.0.0.1:1/x",
      "postgres://u:\(secret)@127.0.0.1/x?no=1",
      "postgres://127.0.0.1:1/x?user=u&password=\(escaped)", "postgres://127.0.0.1:1/x?user=u&pass%77ord=\(escaped)",
      "postgres://u:\(escaped) @127.0.0.1/x", "u:\(secret)@h",
    ]
    for address in addresses {
      for words in [
        ["store", "check"], ["store", "status", "-v"], ["config", "list", "--show-origin"], ["doctor"],
        ["skills", "list"],
      ] {
        let run = await CommandRun.awaiting(words, home: home, environment: ["IPAI_STORE": address])
        let text = run.output + run.error
        for part in ["hid", "den", "cret"] { #expect(!text.contains(part), "\(words): \(text)") }
        if words[0] != "config" { #expect(run.status != 0, "\(words)") }
      }
    }
  }

  @Test func otherVerbsSayThatTheyDoNotUseIt() async throws {
    for words in [["memory", "list"], ["rag", "list"], ["commits", "list"]] {
      let run = await CommandRun.awaiting(words, home: home, environment: ["IPAI_STORE": address])
      #expect(
        run.status == 69 && run.error.contains("PostgreSQL holds nothing but skills"), "\(words): \(run.error)")
    }
  }

  @Test func mistakesAreExplained() async throws {
    let none = await store("status")
    #expect(none.status == 64 && none.error.contains("IPAI_STORE"), "\(none.error)")
    let gone = await store("status", "--store", "postgres://127.0.0.1:1/x")
    #expect(gone.status == 69 && gone.error.contains("cannot be reached"), "\(gone.error)")
    let other = await store("status", "--store", "mysql://h/x")
    #expect(other.status == 64 && other.error.contains("postgres://"), "\(other.error)")
    // It works without a server.
    let printed = await store("migrate", "--sql")
    #expect(printed.status == 0 && printed.output.contains("CREATE TABLE IF NOT EXISTS mcp.skills_registry"))
  }
}
