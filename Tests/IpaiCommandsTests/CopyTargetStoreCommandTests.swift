import CommandTestSupport
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// `ipai store copy` to and from databases that this ipai cannot work with, even where there is nothing to copy.
@Suite struct CopyTargetStoreCommandTests {
  private let home: TemporaryFolder
  private let fixture: PostgresFixture

  init() async throws {
    home = try TemporaryFolder()
    fixture = try await PostgresFixture.migrated()
    #expect(await ipai("memory", "add", "The proxy is slow.", "--db", "one.db").status == 0)
  }

  private func ipai(_ words: String...) async -> CommandRun {
    await CommandRun.awaiting(words, home: home, in: home.path)
  }

  private static let kinds = ["skills", "memory", "corpora", "commits"]

  @Test func anOlderSchemaIsNamed() async throws {
    try await fixture.connection().run(
      script: "DELETE FROM mcp.schema_migrations WHERE name >= '0009'; DROP TABLE mcp.git_commit CASCADE")
    for kind in Self.kinds {
      for places in [("one.db", fixture.address()), (fixture.address(), "two.db")] {
        let run = await ipai("store", "copy", "--from", places.0, "--to", places.1, "--what", kind)
        #expect(run.status == 66 && run.error.contains("lacks 0009-commits"), "\(kind) \(run.status) \(run.error)")
        #expect(run.error.contains("ipai store migrate --store postgresql://postgres@127"), "\(run.error)")
      }
    }
    #expect(try await fixture.connection().number("SELECT count(*) FROM mcp.conversation") == 0)
  }

  @Test func aNewerSchemaIsLeftAlone() async throws {
    try await fixture.connection().run(script: "INSERT INTO mcp.schema_migrations (name) VALUES ('9999-future')")
    for kind in Self.kinds {
      for places in [("one.db", fixture.address()), (fixture.address(), "two.db")] {
        let run = await ipai("store", "copy", "--from", places.0, "--to", places.1, "--what", kind)
        #expect(run.status == 65 && run.error.contains("9999-future"), "\(kind) \(run.status) \(run.error)")
        #expect(run.error.contains("update ipai"), "\(run.error)")
      }
    }
    #expect(try await fixture.connection().number("SELECT count(*) FROM mcp.conversation") == 0)
  }

  @Test func aServerThatIsGoneIsNoPlaceToCopyTo() async throws {
    for kind in Self.kinds {
      let run = await ipai("store", "copy", "--from", "one.db", "--to", "postgres://127.0.0.1:1/x", "--what", kind)
      #expect(run.status == 69 && run.error.contains("cannot be reached"), "\(kind) \(run.status) \(run.error)")
    }
  }
}
