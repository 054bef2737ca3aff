import CommandTestSupport
import DomainTestSupport
import Foundation
import StoreTestSupport
import TestSupport
import Testing

/// `ipai commits` on a real PostgreSQL server.
@Suite struct CommitStoreCommandTests {
  private let home: TemporaryFolder
  private let address: String
  private let repository: TestRepository

  init() async throws {
    home = try TemporaryFolder()
    let server = try await PostgresServer.shared()
    let name = "commits_\(UInt64.random(in: 0 ... .max))"
    try await server.make(database: name)
    address = server.address(name)
    repository = try TestRepository()
  }

  private func ipai(_ words: String...) async -> CommandRun {
    await CommandRun.awaiting(words, home: home, in: repository.path, environment: ["IPAI_STORE": address])
  }

  /// The verbs of commits do on PostgreSQL what they do on the local database.
  @Test func commitsAreKeptThere() async throws {
    let first = try repository.commit("Close idle connections", files: ["lib/pool.c": "int pool;\n"], seconds: 1)
    let early = await ipai("commits", "list")
    #expect(early.status == 66 && early.error.contains("ipai store migrate"), "\(early.error)")
    #expect(await ipai("store", "migrate").status == 0)
    let none = await ipai("commits", "list")
    #expect(none.status == 66 && none.error.contains("ipai commits index"), "\(none.error)")
    let indexed = await ipai("commits", "index", "--no-embeddings", "--format", "json")
    #expect((indexed.json as? [String: Any])?["read"] as? Int == 1, "\(indexed.error)")
    try repository.commit("Feed the walrus", files: ["zoo/walrus.c": "int walrus;\n"], seconds: 2)
    let behind = await ipai("rag", "search", "idle connections")
    #expect(behind.status == 0 && behind.output.contains("Close idle connections"), "\(behind.error)")
    #expect(behind.error.contains("the index is 1 commit behind"), "\(behind.error)")
    #expect(await ipai("commits", "index", "--no-embeddings").status == 0)
    #expect(await ipai("rag", "search", "idle", "--corpus", "commits,memory").output.contains("Close idle"))
    #expect(await ipai("rag", "search", "walrus", "--path", "zoo").output.contains("Feed the walrus"))
    #expect(await ipai("rag", "search", first.prefix(9).description).output.contains("Close idle"))
    let like = await ipai("rag", "search", "--like", "HEAD", "--mode", "lexical")
    #expect(like.status <= 1, "\(like.error)")
    let lost = await ipai("rag", "search", "penguin", "--path", "lib")
    #expect(lost.status == 1, "\(lost.error)")
    let list = await ipai("commits", "list", "--author", "ann", "--path", "lib", "--format", "json")
    #expect(list.output.contains(first) && !list.output.contains("walrus"), "\(list.error)")
    let shown = await ipai("commits", "show", first.prefix(7).description, "--patch")
    #expect(shown.output.contains("Close idle connections") && shown.output.contains("+int pool;"), "\(shown.error)")
    let status = await ipai("commits", "status")
    #expect(status.status == 0 && status.output.contains("up to date"), "\(status.output) \(status.error)")
    #expect(status.output.contains(address.split(separator: "@")[1]) && !status.output.contains("secret"))
    #expect(await ipai("commits", "repositories").output.contains("repository"))
    let overview = await ipai("status", "--format", "json")
    let stats = (overview.json as? [String: Any])?["stats"] as? [String: Any]
    #expect(stats?["indexed_commits"] as? Int == 2, "\(overview.output)")
    // What was said is linked to what was committed.
    let note = await ipai("memory", "add", "See \(first.prefix(8)) for the pool.", "--session-id", "pool")
    #expect(note.status == 0, "\(note.error)")
    #expect(await ipai("memory", "link", "pool", "commit:\(first.prefix(6))").status == 0)
    #expect(await ipai("memory", "show", "pool").output.contains(first.prefix(7)))
    let why = await ipai("why", "lib/pool.c")
    #expect(why.status == 0 && why.output.contains("Close idle") && !why.output.contains("missing"), "\(why.output)")
    let doctor = await ipai("doctor")
    #expect(doctor.status == 0 && doctor.output.contains("2 commits indexed, up to date"), "\(doctor.output)")
    let forgotten = await ipai("commits", "forget", repository.path)
    #expect(forgotten.status == 0, "\(forgotten.error)")
    #expect(await ipai("commits", "forget", repository.path).status == 66)
    #expect(await ipai("commits", "status").status == 66)
    // Nothing of it is in a local database.
    #expect(!FileManager.default.fileExists(atPath: home.file(".local/share/ipai/ipai.db")))
  }
}
