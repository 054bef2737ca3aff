import CommandTestSupport
import DomainTestSupport
import Foundation
import StoreTestSupport
import TestSupport
import Testing

/// `ipai memory` on a real PostgreSQL server.
@Suite struct MemoryStoreCommandTests {
  private let home: TemporaryFolder
  private let address: String

  init() async throws {
    home = try TemporaryFolder()
    let server = try await PostgresServer.shared()
    let name = "memory_\(UInt64.random(in: 0 ... .max))"
    try await server.make(database: name)
    address = server.address(name)
  }

  /// The verbs of memory do on PostgreSQL what they do on the local database.
  @Test func memoryIsKeptThere() async throws {
    func memory(_ words: String...) async -> CommandRun {
      await CommandRun.awaiting(["memory"] + words, home: home, environment: ["IPAI_STORE": address])
    }
    #expect(await CommandRun.awaiting(["store", "migrate", "--store", address], home: home).status == 0)
    let added = await memory("add", "The proxy closes idle connections after a minute.", "--session-id", "pool")
    #expect(added.status == 0, "\(added.error)")
    let talk =
      ##"{"session_id": "talk", "messages": [{"id": "1", "role": "user", "content": "why? \\ \"quoted\" {a,b} ☃"}]}"##
    let file = home.file("talk.jsonl")
    try home.write(talk + "\n", to: "talk.jsonl")
    #expect(await memory("import", "--from", "jsonl", file).status == 0)
    #expect(await shows(memory("list"), "pool"))
    let shown = await memory("show", "talk", "--format", "json")
    #expect(shown.output.contains(##"why? \\ \"quoted\" {a,b} ☃"##), "\(shown.output)")
    let idle = await memory("search", "idle connections", "--format", "json")
    #expect(idle.status == 0 && idle.output.contains("after a minute"), "\(idle.error)")
    #expect(await memory("search", "walrus").status == 1)
    #expect(await shows(memory("recall", "idle connections"), "after a minute"))
    let rag = await CommandRun.awaiting(
      ["rag", "search", "idle", "--corpus", "memory,skills"], home: home, environment: ["IPAI_STORE": address])
    #expect(rag.status == 0 && rag.error == "" && rag.output.contains("proxy"), "\(rag.error)")
    #expect(await memory("link", "pool", "file:lib/pool.c:10-20", "--relation", "decides").status == 0)
    #expect(await shows(memory("show", "pool"), "lib/pool.c:10-20"))
    let repository = try TestRepository()
    let commit = try repository.commit("walrus", files: ["lib/pool.c": "x\n"])
    #expect(await memory("link", "pool", "commit:\(commit)").status == 0)
    let audit = await memory("audit", "--valid", "--repo", repository.path)
    #expect(audit.status == 0 && audit.output.contains(commit.prefix(7)), "\(audit.output) \(audit.error)")
    let doctor = await CommandRun.awaiting(
      ["doctor"], home: home, in: repository.path, environment: ["IPAI_STORE": address])
    #expect(doctor.status == 0, "\(doctor.output)")
    let why = await CommandRun.awaiting(
      ["why", "lib/pool.c"], home: home, in: repository.path, environment: ["IPAI_STORE": address])
    #expect(why.status == 0 && why.output.contains("pool") && why.output.contains("walrus"), "\(why.error)")
    #expect(await memory("context", "set", "pool", "branch", "fix").status == 0)
    #expect(await shows(memory("context", "get", "pool", "branch"), "fix"))
    #expect(await memory("archive", "talk").status == 0)
    #expect(await !memory("list").output.contains("talk"))
    #expect(await shows(memory("export", "--archived", "--format", "jsonl"), "quoted"))
    let removed = await memory("forget", "pool", "--purge")
    #expect(removed.status == 0, "\(removed.error)")
    #expect(await memory("show", "pool").status == 66)
  }

  /// Words are enough, but who asks for more is told what lacks.
  @Test func withoutVectorsMemoryIsFoundByWords() async throws {
    let server = try await PostgresServer.start(.debian)
    defer { withExtendedLifetime(server) {} }
    try TestModel.install(in: home)
    func ipai(_ words: String...) async -> CommandRun {
      await CommandRun.awaiting(words, home: home, environment: ["IPAI_STORE": server.address()])
    }
    #expect(await ipai("store", "migrate").status == 0)
    let added = await ipai("memory", "add", "The proxy closes idle connections.")
    #expect(added.status == 0, "\(added.error)")
    #expect(await shows(ipai("memory", "search", "idle"), "proxy"))
    for words in [["memory", "search", "idle", "--mode", "vector"], ["memory", "index"]] {
      let run = await CommandRun.awaiting(words, home: home, environment: ["IPAI_STORE": server.address()])
      #expect(run.status == 69 && run.error.contains("has no pgvector"), "\(run.status) \(run.error)")
    }
    let nothing = await ipai("rag", "search", "idle", "--corpus", "nothing")
    #expect(nothing.status == 64 && nothing.error.contains("there is no corpus 'nothing'"), "\(nothing.error)")
  }
}
