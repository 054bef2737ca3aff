import CommandTestSupport
import DomainTestSupport
import Foundation
import TestSupport
import Testing

/// What verbs say of a PostgreSQL server without pgvector.
@Suite struct WithoutVectorsStoreCommandTests {
  private let server: PostgresServer
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() async throws {
    server = try await PostgresServer.start(.debian)
    home = try TemporaryFolder()
    repository = try TestRepository()
    try repository.commit("Close idle connections", files: ["docs/pool.md": "# Pool\n\nIdle ones.\n"], seconds: 1)
    #expect(await ipai("store", "migrate").status == 0)
  }

  private func ipai(_ words: String...) async -> CommandRun {
    await run(words)
  }

  private func run(_ words: [String]) async -> CommandRun {
    let environment = ["IPAI_STORE": server.address(), "IPAI_MODEL": "tiny"]
    return await CommandRun.awaiting(words, home: home, in: repository.path, environment: environment)
  }

  private func installModel() async throws {
    let files = try TemporaryFolder()
    #expect(await ipai("model", "install", "tiny", "--from", try TinyModel().write(to: files)).status == 0)
  }

  private func lines(_ run: CommandRun) -> [Substring] {
    run.error.split(separator: "\n").filter { $0.contains("has no pgvector") }
  }

  @Test func commitsAreFoundByWordsAlone() async throws {
    // Without a model nothing is missed.
    let plain = await ipai("commits", "index")
    #expect(plain.status == 0 && lines(plain).isEmpty, "\(plain.error)")
    try await installModel()
    for words in [["commits", "index"], ["commits", "index", "--rebuild"]] {
      let run = await run(words)
      #expect(run.status == 0 && lines(run).count == 1, "\(run.error)")
      #expect(run.error.contains("found by their words alone") && run.error.contains("install pgvector"))
    }
    let json = await ipai("commits", "index", "--format", "json")
    let reason = (json.json as? [String: Any])?["not_embedded"] as? String
    #expect(reason?.contains("has no pgvector") == true && reason?.contains("secret") == false, "\(json.output)")
    let unwanted = await ipai("commits", "index", "--no-embeddings", "--format", "json")
    #expect(lines(unwanted).isEmpty && !unwanted.output.contains("not_embedded"), "\(unwanted.error)")
    let status = await ipai("commits", "status")
    #expect(status.status == 0 && status.output.contains("has no pgvector"), "\(status.output)")
    #expect(status.output.contains("install pgvector") && !status.output.contains("no model is installed"))
  }

  @Test func passagesAreFoundByWordsAlone() async throws {
    let plain = await ipai("rag", "add", "docs", "--corpus", "plain", "--embedder", "none")
    #expect(plain.status == 0 && lines(plain).isEmpty, "\(plain.error)")
    try await installModel()
    let added = await ipai("rag", "add", "docs", "--corpus", "docs", "--format", "json")
    #expect(added.status == 0 && lines(added).count == 1, "\(added.error)")
    #expect(added.error.contains("install pgvector") && added.error.contains("until: ipai rag embed docs"))
    let waiting = (added.json as? [String: Any])?["waiting"] as? [[String: String]]
    #expect(waiting?.count == 1 && waiting?.first?["reason"] == "unavailable", "\(added.output)")
    #expect(await ipai("rag", "add", "docs", "--corpus", "other").status == 0)
    // All corpora lack the same.
    let synced = await ipai("rag", "sync")
    #expect(synced.status == 0 && lines(synced).count == 1, "\(synced.error)")
    #expect(synced.error.contains("what is new in 'docs' and 1 other is found by words alone"), "\(synced.error)")
    #expect(lines(await ipai("rag", "sync", "--no-embeddings")).isEmpty)
    let found = await ipai("rag", "search", "idle", "--corpus", "docs")
    #expect(found.status == 0 && found.output.contains("pool.md"), "\(found.error)")
  }
}
