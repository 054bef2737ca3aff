import CommandTestSupport
import Foundation
import GRDB
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// Words that are gone from a store are noticed, and can be made again.
@Suite struct LostWordsStoreCommandTests {
  private let home: TemporaryFolder
  private let files: TemporaryFolder

  init() throws {
    home = try TemporaryFolder()
    files = try TemporaryFolder()
    try files.write("# Zoo\n\nThe walrus is fed at noon.\n", to: "docs/zoo.md")
  }

  private func ipai(_ words: String..., store: String?) async -> CommandRun {
    var environment = ["IPAI_EMBEDDINGS": "false"]
    environment["IPAI_STORE"] = store
    return await CommandRun.awaiting(words, home: home, in: files.path, environment: environment)
  }

  private func add(to store: String?) async {
    #expect(await ipai("rag", "add", "docs", "--corpus", "docs", store: store).status == 0)
    #expect(await ipai("memory", "add", "The penguin is fed at dusk.", store: store).status == 0)
  }

  private func finds(in store: String?) async -> [Bool] {
    [
      await ipai("rag", "search", "walrus", "--corpus", "docs", store: store).status == 0,
      await ipai("memory", "search", "penguin", store: store).status == 0,
    ]
  }

  private func repair(_ store: String?) async {
    let synced = await ipai("rag", "sync", "--rebuild", store: store)
    #expect(synced.status == 0, "\(synced.error)")
    let indexed = await ipai("memory", "index", "--rebuild", store: store)
    #expect(
      indexed.status == 0 && indexed.output.contains("the words of 1 message were indexed anew"),
      "\(indexed.output) \(indexed.error)")
    let json = await ipai("memory", "index", "--rebuild", "--format", "json", store: store)
    #expect((json.json as? [String: Any])?["rebuilt"] as? Int == 1, "\(json.output)")
    #expect(await finds(in: store) == [true, true])
  }

  @Test func thoseOfAServer() async throws {
    let fixture = try await PostgresFixture.migrated()
    let store = fixture.address()
    await add(to: store)
    // A document without words is none that has lost them.
    #expect(await ipai("memory", "add", "…", store: store).status == 0)
    let sound = await ipai("store", "check", store: store)
    #expect(sound.status == 0 && sound.output.contains("whatever was indexed has words"), "\(sound.output)")
    try await fixture.connection().run(
      script: "DELETE FROM mcp.conversation WHERE id = (SELECT max(id) FROM mcp.conversation)")
    #expect(await finds(in: store) == [true, true])
    try await fixture.connection().run(script: "DELETE FROM mcp.word_posting")
    #expect(await finds(in: store) == [false, false])
    let check = await ipai("store", "check", store: store)
    #expect(check.status == 1 && check.output.contains("1 of documents, 1 of memory"), "\(check.output)")
    #expect(check.output.contains("ipai rag sync --rebuild, ipai memory index --rebuild"), "\(check.output)")
    await repair(store)
    #expect(await ipai("store", "check", store: store).status == 0)
  }

  @Test func thoseOfAFile() async throws {
    await add(to: nil)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: home.path).filter { $0.hasSuffix(".db") }
    let database = try DatabaseQueue(path: home.file(try #require(paths.first)))
    try await database.write { db in
      for table in ["passage_words", "message_words"] {
        try db.execute(sql: "INSERT INTO \(table) (\(table)) VALUES ('delete-all')")
      }
    }
    try database.close()
    #expect(await finds(in: nil) == [false, false])
    await repair(nil)
  }
}
