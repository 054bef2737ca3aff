import CommandTestSupport
import DomainTestSupport
import Foundation
import GRDB
import StoreTestSupport
import TestSupport
import Testing

/// `ipai store copy --what corpora` between a file and a real PostgreSQL server.
@Suite struct RagCopyStoreCommandTests {
  private let files: TemporaryFolder
  private let home: TemporaryFolder
  private let address: String

  init() async throws {
    files = try TemporaryFolder()
    home = try TemporaryFolder()
    address = try await PostgresFixture.migrated().address()
    try files.write("# Keys\n\n## Rotation\n\nRotate a key with care.\n", to: "docs/keys.md")
    try files.write("/// Rotates a key.\nfunc rotate() {}\n", to: "docs/keys.swift")
    try files.write(#"[{"id": 1, "note": "a \u0000 walrus"}, {"id": 2, "note": "tea"}]"#, to: "docs/list.json")
    try files.write(Data([0, 1]), to: "docs/image.png")
    try files.write(#"{"id": "T-1", "text": "A walrus is late.", "metadata": {"status": "open"}}"#, to: "t.jsonl")
  }

  private func ipai(_ words: String...) async -> CommandRun {
    await CommandRun.awaiting(words, home: home, in: files.path)
  }

  private func copy(_ from: String, _ to: String) async throws -> [String: Any] {
    let run = await ipai("store", "copy", "--from", from, "--to", to, "--what", "corpora", "--format", "json")
    #expect(run.status == 0, "\(run.output) \(run.error)")
    let parts = try #require((run.json as? [String: Any])?["parts"] as? [[String: Any]])
    return try #require(parts.first)
  }

  @Test func whatIsCopiedThereAndBackIsTheSame() async throws {
    #expect(await ipai("rag", "add", "docs", "--corpus", "docs", "--exclude", "*.tmp", "--db", "one.db").status == 0)
    #expect(await ipai("rag", "add", "docs", "--corpus", "twin", "--embedder", "none", "--db", "one.db").status == 0)
    #expect(await ipai("rag", "import", "t.jsonl", "--corpus", "tickets", "--db", "one.db").status == 0)
    let first = try await copy("one.db", address)
    #expect(first["copied"] as? Int == 9 && first["unchanged"] as? Int == 0, "\(first)")
    #expect(first["checksum"] as? String == first["copy_checksum"] as? String)
    let again = try await copy("one.db", address)
    #expect(again["copied"] as? Int == 0 && again["unchanged"] as? Int == 9, "\(again)")
    #expect(again["checksum"] as? String == first["checksum"] as? String)
    let back = try await copy(address, "two.db")
    #expect(back["copied"] as? Int == 9 && back["checksum"] as? String == first["checksum"] as? String, "\(back)")
    for words in [
      ["rag", "list"], ["rag", "show", "docs", "--files"], ["rag", "search", "rotate", "--corpus", "docs"],
      ["rag", "search", "walrus", "--corpus", "all", "--where", "status=open"], ["rag", "show", "twin"],
      ["rag", "search", "walrus", "--corpus", "twin"], ["rag", "export", "tickets", "--all"],
    ] {
      let words = words + ["--format", "json"]
      let one = await CommandRun.awaiting(words + ["--db", "one.db"], home: home, in: files.path)
      let two = await CommandRun.awaiting(words + ["--db", "two.db"], home: home, in: files.path)
      let shared = await CommandRun.awaiting(
        words, home: home, in: files.path, environment: ["IPAI_STORE": address])
      #expect(one.status == 0 && one.output == two.output, "\(words): \(one.output) \(two.output)")
      #expect(
        Self.comparable(one) == Self.comparable(shared), "\(words): \(one.output) \(shared.output) \(shared.error)")
    }
  }

  /// Without the corpora that a search of all left out.
  private static func comparable(_ run: CommandRun) -> String {
    var object = run.json as? [String: Any]
    object?["left_out"] = nil
    guard let object, let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys) else {
      return run.output
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// What was computed is not computed again.
  @Test func whatPassagesMeanIsCopied() async throws {
    let model = try TinyModel().write(to: home)
    #expect(await ipai("model", "install", "tiny", "--from", model).status == 0)
    let added = await CommandRun.awaiting(
      ["rag", "add", "docs", "--corpus", "docs", "--db", "one.db"], home: home, in: files.path,
      environment: ["IPAI_MODEL": "tiny"])
    #expect(added.status == 0, "\(added.error)")
    _ = try await copy("one.db", address)
    _ = try await copy(address, "two.db")
    func waiting(_ place: String...) async -> Int? {
      let run = await CommandRun.awaiting(
        ["rag", "embed", "docs", "--dry-run", "--format", "json"] + place, home: home, in: files.path,
        environment: ["IPAI_MODEL": "tiny"])
      return (run.json as? [String: Any])?["passages"] as? Int
    }
    #expect(await waiting("--db", "one.db") == 0)
    #expect(await waiting("--store", address) == 0)
    #expect(await waiting("--db", "two.db") == 0)
  }

  /// Many vectors are found by an index as soon as they are there.
  @Test func manyVectorsHaveAnIndex() async throws {
    let texts = (0...10_000).map { #"{"id": "\#($0)", "text": "word\#($0)"}"# }.joined(separator: "\n")
    try files.write(texts, to: "many.jsonl")
    let imported = await ipai("rag", "import", "many.jsonl", "--corpus", "many", "--no-embeddings", "--db", "one.db")
    #expect(imported.status == 0, "\(imported.error)")
    let database = try DatabaseQueue(path: files.file("one.db"))
    try await database.write { db in
      try db.execute(
        sql: """
          INSERT INTO embedding_model (name, revision, dimensions) VALUES ('noise', ?, 64);
          INSERT INTO passage_embedding (model_id, digest, scale, bytes)
          SELECT last_insert_rowid(), digest, 0.001, randomblob(64) FROM passage
          """, arguments: [String(repeating: "0", count: 64)])
    }
    try database.close()
    #expect(try await copy("one.db", address)["left_out_vectors"] as? Int == 0)
    let connection = try await PostgresFixture.connection(address)
    let vectors = "SELECT count(*) FROM mcp.document_vector WHERE corpus = 'documents'"
    #expect(try await connection.number(vectors) == 10_001)
    let indexes = "SELECT count(*) FROM pg_indexes WHERE tablename = 'document_vector' AND indexdef LIKE '%hnsw%'"
    #expect(try await connection.number(indexes) == 1)
    #expect(try await copy("one.db", address)["copied"] as? Int == 0)
    #expect(try await connection.number(indexes) == 1)
  }

  /// What cannot be kept is said.
  @Test func vectorsThatAreLeftOutAreCounted() async throws {
    let server = try await PostgresServer.start(.debian)
    defer { withExtendedLifetime(server) {} }
    let model = try TinyModel().write(to: home)
    #expect(await ipai("model", "install", "tiny", "--from", model).status == 0)
    let added = await CommandRun.awaiting(
      ["rag", "add", "docs", "--corpus", "docs", "--db", "one.db"], home: home, in: files.path,
      environment: ["IPAI_MODEL": "tiny"])
    #expect(added.status == 0, "\(added.error)")
    #expect(await ipai("store", "migrate", "--store", server.address()).status == 0)
    let part = try await copy("one.db", server.address())
    #expect(part["left_out_vectors"] as? Int == 5, "\(part)")
    let again = await ipai("store", "copy", "--from", "one.db", "--to", server.address(), "--what", "corpora")
    #expect(again.status == 0 && again.error.contains("5 vectors were left out"), "\(again.error)")
  }

  /// pgvector takes no numbers above 65,504, and nothing takes what is not a number.
  @Test func vectorsThatCannotBeStoredAreCounted() async throws {
    let model = try TinyModel().write(to: home)
    #expect(await ipai("model", "install", "tiny", "--from", model).status == 0)
    let added = await CommandRun.awaiting(
      ["rag", "add", "docs", "--corpus", "docs", "--db", "one.db"], home: home, in: files.path,
      environment: ["IPAI_MODEL": "tiny"])
    #expect(added.status == 0, "\(added.error)")
    let database = try DatabaseQueue(path: files.file("one.db"))
    try await database.write { db in
      for (scale, which) in [("1e4", "min"), ("9e999", "max")] {
        try db.execute(
          sql:
            "UPDATE passage_embedding SET scale = \(scale) WHERE digest = (SELECT \(which)(digest) FROM passage_embedding)"
        )
      }
    }
    try database.close()
    for (place, count) in [(address, 2), ("two.db", 1)] {
      let part = try await copy("one.db", place)
      #expect(part["left_out_vectors"] as? Int == count && part["unstorable_vectors"] as? Int == count, "\(part)")
      let again = await ipai("store", "copy", "--from", "one.db", "--to", place, "--what", "corpora")
      let vectors = count == 1 ? "1 vector was left out" : "2 vectors were left out"
      #expect(again.status == 0 && again.error.contains(vectors + ", with numbers that"), "\(again.error)")
      #expect(again.error.contains("ipai rag embed NAME") && !again.error.contains("pgvector"), "\(again.error)")
    }
    let connection = try await PostgresFixture.connection(address)
    #expect(try await connection.number("SELECT count(*) FROM mcp.document_vector") == 3)
  }

  /// A file may come from anybody.
  @Test func aCorpusWithABadNameIsNotCopied() async throws {
    #expect(await ipai("rag", "add", "docs", "--corpus", "docs", "--no-embeddings", "--db", "one.db").status == 0)
    let database = try DatabaseQueue(path: files.file("one.db"))
    try await database.write { try $0.execute(sql: "UPDATE document_corpus SET name = 'x'') OR (''1''=''1'") }
    try database.close()
    let run = await ipai("store", "copy", "--from", "one.db", "--to", address, "--what", "corpora")
    #expect(run.status == 64 && run.error.contains("is no name for a corpus"), "\(run.error)")
  }

  @Test func onlyWhatHasChangedIsCopied() async throws {
    #expect(await ipai("rag", "add", "docs", "--corpus", "docs", "--db", "one.db").status == 0)
    _ = try await copy("one.db", address)
    try files.write("# Keys\n\nA seal.\n", to: "docs/keys.md")
    #expect(await ipai("rag", "sync", "--db", "one.db").status == 0)
    let changed = try await copy("one.db", address)
    #expect(changed["copied"] as? Int == 1 && changed["unchanged"] as? Int == 3, "\(changed)")
    let found = await ipai("rag", "search", "seal", "--corpus", "docs", "--store", address)
    #expect(found.status == 0 && found.output.contains("keys.md"), "\(found.error)")
    #expect(await ipai("rag", "search", "care", "--corpus", "docs", "--store", address).status == 1)
    // A file that is newer there stays.
    try files.write("# Keys\n\nAn otter.\n", to: "docs/keys.md")
    #expect(await ipai("rag", "sync", "--store", address).status == 0)
    let older = await ipai("store", "copy", "--from", "one.db", "--to", address, "--what", "corpora")
    #expect(older.status == 65 && older.error.contains("keys.md: the file is newer there"), "\(older.error)")
    #expect(await ipai("rag", "search", "otter", "--corpus", "docs", "--store", address).status == 0)
    #expect(await ipai("rag", "sync", "--db", "one.db").status == 0)
    // What computes the meaning is not changed behind anybody's back.
    #expect(await ipai("rag", "embed", "docs", "--embedder", "none", "--store", address).status == 0)
    let other = await ipai("store", "copy", "--from", "one.db", "--to", address, "--what", "corpora")
    #expect(other.status == 65 && other.error.contains("docs: the corpus has another embedder there"), "\(other.error)")
  }
}
