import CommandTestSupport
import Foundation
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// A PostgreSQL database that shows a user nothing does not look empty.
@Suite struct HiddenStoreCommandTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    try repository.commit("Close idle connections", seconds: 1)
  }

  private func ipai(_ words: String..., store: String) async -> CommandRun {
    await CommandRun.awaiting(words, home: home, in: repository.path, environment: ["IPAI_STORE": store])
  }

  private func role(_ more: String) async throws -> String {
    let name = "role_\(UInt64.random(in: 0 ... .max))"
    let server = try await PostgresFixture.connection(try await PostgresServer.shared().address())
    try await server.run(script: "CREATE ROLE \(name) LOGIN PASSWORD 'secret' \(more)")
    return name
  }

  /// Row-level security shows them no rows, and is no error by itself.
  @Test func whoMayReadTheTablesIsToldThatRowsAreHidden() async throws {
    let fixture = try await PostgresFixture.migrated()
    let owner = fixture.address()
    #expect(await ipai("memory", "add", "The proxy is slow.", store: owner).status == 0)
    #expect(await ipai("commits", "index", store: owner).status == 0)
    let reader = try await role("IN ROLE mcp_client")
    try await fixture.connection().run(script: "GRANT SELECT ON ALL TABLES IN SCHEMA mcp TO \(reader)")
    let connection = try await fixture.connection(user: reader)
    #expect(try await connection.number("SELECT count(*) FROM mcp.conversation") == 0)
    let theirs = fixture.address(user: reader)
    for run in [
      await ipai("memory", "list", store: theirs), await ipai("commits", "list", store: theirs),
      await ipai("rag", "search", "proxy", "--corpus", "memory", store: theirs),
      await ipai("rag", "list", store: theirs),
      await ipai("store", "copy", "--from", "shared", "--to", "out.db", "--what", "memory", store: theirs),
    ] {
      #expect(run.status == 77 && run.output.isEmpty, "\(run.status) \(run.output)")
      #expect(run.error.contains("row-level security shows \(reader) nothing"), "\(run.error)")
      #expect(run.error.contains("connect as the owner of the schema, postgres"), "\(run.error)")
    }
    let status = await ipai("store", "status", store: theirs)
    #expect(
      status.status == 0 && status.output.contains("row-level security shows \(reader) nothing"), "\(status.error)")
    for words in [["store", "check"], ["doctor"]] {
      let run = await CommandRun.awaiting(words, home: home, in: repository.path, environment: ["IPAI_STORE": theirs])
      #expect(run.output.contains("row-level security shows \(reader) nothing"), "\(run.output)")
    }
    for (store, isHidden) in [(owner, false), (theirs, true)] {
      let json = await ipai("store", "status", "--format", "json", store: store).json as? [String: Any]
      #expect(json?["hidden"] as? Bool == isHidden)
    }
    // Somebody has decided that they may see something.
    try await fixture.connection().run(
      script: "CREATE POLICY theirs ON mcp.conversation TO \(reader) USING (true); "
        + "CREATE POLICY theirs ON mcp.git_commit TO \(reader) USING (true); "
        + "CREATE POLICY theirs ON mcp.skill TO \(reader) USING (true); "
        + "CREATE POLICY theirs ON mcp.document_corpus TO \(reader) USING (true)")
    #expect(await ipai("memory", "list", store: theirs).status == 0)
  }

  @Test func whoBelongsToTheOwnerSeesAll() async throws {
    let owner = try await role("")
    let fixture = try await PostgresFixture(owner: owner)
    try await fixture.connection().run(script: "CREATE EXTENSION vector")
    #expect(await ipai("store", "migrate", store: fixture.address(user: owner)).status == 0)
    #expect(await ipai("memory", "add", "The proxy is slow.", store: fixture.address(user: owner)).status == 0)
    let member = fixture.address(user: try await role("IN ROLE \(owner)"))
    let list = await ipai("memory", "list", store: member)
    #expect(list.status == 0 && list.output.contains("proxy"), "\(list.output) \(list.error)")
  }
}
