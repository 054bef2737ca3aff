import CommandTestSupport
import DomainTestSupport
import Foundation
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// What verbs do where pgvector is on the server, and the user may not make it.
@Suite struct WaitingVectorsStoreCommandTests {
  private static let waiting = "0002-pgvector, 0006-vectors, 0010-search-rag wait for pgvector"
  private let home: TemporaryFolder
  private let files: TemporaryFolder
  private let fixture: PostgresFixture
  private let role = "keeper_\(UInt64.random(in: 0 ... .max))"

  init() async throws {
    home = try TemporaryFolder()
    files = try TemporaryFolder()
    try files.write("# Pool\n\nIdle connections.\n", to: "docs/pool.md")
    // The roles of the server are there before, whoever else makes them.
    _ = try await PostgresFixture.migrated()
    let server = try await PostgresFixture.connection(try await PostgresServer.shared().address())
    try await server.run(script: "CREATE ROLE \(role) LOGIN PASSWORD 'secret'")
    fixture = try await PostgresFixture(owner: role)
  }

  private func ipai(_ words: String..., as user: String? = nil) async -> CommandRun {
    let environment = ["IPAI_STORE": fixture.address(user: user ?? role), "IPAI_EMBEDDINGS": "false"]
    return await CommandRun.awaiting(words, home: home, in: files.path, environment: environment)
  }

  private func checkThatWordsWork() async {
    for words in [["rag", "add", "docs", "--corpus", "docs"], ["rag", "search", "idle", "--corpus", "docs"]] {
      let run = await CommandRun.awaiting(
        words, home: home, in: files.path,
        environment: ["IPAI_STORE": fixture.address(user: role), "IPAI_EMBEDDINGS": "false"])
      #expect(run.status == 0, "\(words) \(run.error)")
    }
    let added = await ipai("memory", "add", "The proxy is slow.")
    #expect(added.status == 0, "\(added.error)")
    let found = await ipai("memory", "search", "proxy")
    #expect(found.status == 0 && found.output.contains("proxy"), "\(found.error)")
  }

  @Test func aSuperuserHasToMakePgvector() async throws {
    let first = await ipai("store", "migrate")
    #expect(first.status == 0 && first.output.contains("applied 0009-commits"), "\(first.error)")
    let again = await ipai("store", "migrate")
    #expect(again.status == 0 && again.output == "the schema is up to date, but for what needs pgvector\n")
    let remedy = "as a superuser, in the database \(fixture.name): CREATE EXTENSION vector; and ipai store migrate"
    for run in [first, again] {
      #expect(run.error.contains(Self.waiting) && run.error.contains(remedy), "\(run.error)")
    }
    await checkThatWordsWork()
    for run in [await ipai("store", "check"), await ipai("doctor")] {
      #expect(run.status == 0 && run.output.contains(remedy), "\(run.output)")
    }
    let json = await ipai("store", "migrate", "--format", "json").json as? [String: Any]
    #expect(json?["waiting_remedy"] as? String == remedy)
    // Whoever runs the printed statements may make it.
    let printed = await ipai("store", "migrate", "--sql")
    #expect(printed.output.contains("CREATE EXTENSION vector"), "\(printed.error)")
    // The store goes on while only half of it is done.
    try await fixture.connection().run(script: "CREATE EXTENSION vector")
    await checkThatWordsWork()
    let check = await ipai("store", "check")
    #expect(check.status == 0 && check.output.contains("not applied"), "\(check.output)")
    let last = await ipai("store", "migrate")
    #expect(last.output == "applied 0002-pgvector\napplied 0006-vectors\napplied 0010-search-rag\n", "\(last.error)")
    #expect(await ipai("store", "migrate").output == "the schema is up to date\n")
    await checkThatWordsWork()
  }

  /// With the extension go the columns of the tables.
  @Test func whatWasDroppedIsMadeAgain() async throws {
    try await fixture.connection().run(script: "CREATE EXTENSION vector")
    #expect(await ipai("store", "migrate").error == "")
    await checkThatWordsWork()
    try await fixture.connection().run(script: "DROP EXTENSION vector CASCADE")
    await checkThatWordsWork()
    let waiting = await ipai("store", "migrate")
    #expect(waiting.status == 0 && waiting.error.contains(Self.waiting), "\(waiting.error)")
    try await fixture.connection().run(script: "CREATE EXTENSION vector")
    let migrated = await ipai("store", "migrate")
    #expect(migrated.output.contains("applied 0006-vectors\n"), "\(migrated.output) \(migrated.error)")
    let check = await ipai("store", "check")
    #expect(check.status == 0 && !check.output.contains("missing: column"), "\(check.output)")
    await checkThatWordsWork()
    let connection = try await fixture.connection()
    let health = try await PostgresHealth(connection, applied: PostgresMigrator.names)
    #expect(health.missingParts.isEmpty)
  }

  @Test func theSchemaOfPgvectorHasToBeUsable() async throws {
    try await fixture.connection().run(script: "CREATE SCHEMA ext; CREATE EXTENSION vector SCHEMA ext")
    let migrated = await ipai("store", "migrate")
    let remedy = "as the owner of that schema: GRANT USAGE ON SCHEMA ext TO \(role); and ipai store migrate"
    #expect(migrated.status == 0 && migrated.error.contains(remedy), "\(migrated.error)")
    let check = await ipai("store", "check")
    #expect(check.status == 0 && check.output.contains(remedy), "\(check.output)")
    await checkThatWordsWork()
    try await fixture.connection().run(script: "GRANT USAGE ON SCHEMA ext TO \(role)")
    #expect(await ipai("store", "migrate").output.contains("applied 0002-pgvector"))
    await checkThatWordsWork()
  }

  @Test func theRightToMakeASchemaIsNamed() async throws {
    let guest = "Guest_\(UInt64.random(in: 0 ... .max))"
    try await fixture.connection().run(script: "CREATE ROLE \"\(guest)\" LOGIN PASSWORD 'secret'")
    let run = await ipai("store", "migrate", as: guest)
    #expect(run.status == 77, "\(run.error)")
    #expect(run.error.contains("GRANT CREATE ON DATABASE \(fixture.name) TO \"\(guest)\""), "\(run.error)")
  }
}
