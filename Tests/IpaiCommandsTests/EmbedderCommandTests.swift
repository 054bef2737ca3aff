import CommandTestSupport
import DomainTestSupport
import Foundation
import GRDB
import IpaiDatabase
import TestSupport
import Testing

/// Corpora whose passages a service embeds.
@Suite struct EmbedderCommandTests {
  private let desk: CommandFixture
  private let files: TemporaryFolder
  private let server: ScriptServer
  private let url: String

  init() throws {
    desk = try CommandFixture()
    files = try TemporaryFolder()
    server = try ScriptServer.embeddings()
    url = server.address + "/v1"
    try files.write("# Keys\n\nRotate the signing keys with care each month.\n", to: "docs/keys.md")
    try files.write("# Walrus\n\nThe walrus sleeps on the ice all day.\n", to: "docs/walrus.md")
  }

  private func rag(_ words: [String], key: String? = nil) -> CommandRun {
    CommandRun(
      ["rag"] + words, home: desk.home, in: files.path, environment: key.map { ["SERVICE_KEY": $0] } ?? [:])
  }

  private func rag(_ words: String...) -> CommandRun { rag(words) }

  private func add(_ model: String, to corpus: String = "docs") -> CommandRun {
    rag("add", "docs", "--corpus", corpus, "--embedder", url, "--model", model)
  }

  private func requests() throws -> [[String: Any]] {
    try server.text("/log").split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  @Test func aServiceMakesPassagesFindableByMeaning() throws {
    #expect(add("words").status == 0)
    let found = rag("search", "walrus ice", "--corpus", "docs", "--mode", "vector", "--format", "json")
    let hits = found.object?["results"] as? [[String: Any]] ?? []
    #expect((hits.first?["path"] as? String)?.hasSuffix("walrus.md") == true, "\(found.output) \(found.error)")
    // A second sync has nothing to send.
    let before = try requests().count
    #expect(rag("sync").status == 0)
    #expect(try requests().count == before)
    let listed = rag("list", "--format", "json").object?["corpora"] as? [[String: Any]]
    let embedder = listed?.first?["embedder"] as? [String: Any]
    #expect(embedder?["kind"] as? String == "network" && embedder?["dimensions"] as? Int == 48)
    #expect(rag("show", "docs").output.contains("embedder: words at \(url)"))
  }

  @Test func whatIsNotGivenIsLeftToTheService() throws {
    #expect(add("words").status == 0)
    let asked = try requests()
    #expect(asked.count == 2 && asked.allSatisfy { $0["dimensions"] is NSNull && $0["key"] is NSNull })
    #expect((asked.last?["first"] as? String)?.hasPrefix("Keys") == true, "\(asked)")
    #expect(rag("embed", "docs", "--dry-run", "--format", "json").object?["dollars"] == nil)
    #expect(rag("add", "docs", "--corpus", "new").status == 0)
    let corpora = rag("list", "--format", "json").object?["corpora"] as? [[String: Any]] ?? []
    let kinds = corpora.map { ($0["embedder"] as? [String: Any])?["kind"] as? String }
    #expect(kinds == ["network", "installed"])
  }

  @Test func whatTheVerbWritesIsDocumented() throws {
    #expect(add("words").status == 0)
    func keys(_ words: String...) -> Set<String> {
      JSONKey.paths(in: rag(["embed"] + words + ["--format", "json"], key: "a-key").json)
    }
    let other = ["--embedder", url, "--model", "shuffled", "--key-env", "SERVICE_KEY", "--price", "2"]
    let dry = rag(["embed", "docs", "--dry-run", "--format", "json"] + other, key: "a-key")
    try JSONKey.check("ipai rag embed", [keys("docs"), JSONKey.paths(in: dry.json)])
  }

  /// What could not be embedded is said, and what was stored stays.
  @Test func whatCannotBeEmbeddedWaits() throws {
    #expect(add("down").status == 69)
    let added = add("narrow")
    #expect(
      added.status == 0 && added.error.contains("found by words alone until: ipai rag embed docs"), "\(added.error)")
    #expect(rag("search", "walrus", "--corpus", "docs").output.contains("walrus.md"))
    #expect(rag("embed", "docs").status == 69)
    let synced = rag("sync", "--format", "json").object?["waiting"] as? [[String: Any]]
    #expect(synced?.first?["reason"] as? String == "unavailable")
  }

  /// Words still find when the service is gone, and the answer says why there is no meaning.
  @Test func aServiceThatIsGoneLeavesWords() throws {
    #expect(
      rag("add", "docs", "--corpus", "docs", "--embedder", url, "--model", "keyed", "--key-env", "SERVICE_KEY").status
        == 69)
    let added = rag(
      ["add", "docs", "--corpus", "docs", "--embedder", url, "--model", "keyed", "--key-env", "SERVICE_KEY"],
      key: "key-of-the-tests")
    #expect(added.status == 0, "\(added.error)")
    let found = rag("search", "walrus", "--corpus", "docs")
    #expect(found.status == 0 && found.output.contains("walrus.md"))
    let health = CommandRun(["doctor"], home: desk.home, in: files.path)
    #expect(health.output.contains("SERVICE_KEY") && health.output.contains("is not set"), "\(health.output)")
    #expect(found.error.contains("SERVICE_KEY") && found.error.contains("is not set"), "\(found.error)")
    let refused = rag(["search", "walrus", "--corpus", "docs"], key: "another-key-of-nobody")
    #expect(refused.status == 0 && refused.output.contains("walrus.md"))
    #expect(refused.error.contains("refuses the key in SERVICE_KEY") && !refused.error.contains("another-key"))
    try files.write("# New\n\nSomething new.\n", to: "docs/new.md")
    let synced = rag("sync")
    #expect(
      synced.status == 0 && synced.error.contains("found by words alone until: ipai rag embed docs"), "\(synced.error)")
    #expect(rag("search", "something new", "--corpus", "docs").output.contains("new.md"))
    #expect(rag(["embed", "docs"], key: "key-of-the-tests").output.contains("1 passage can now"))
    let stored = try String(
      decoding: Data(contentsOf: URL(fileURLWithPath: desk.home.file(".local/share/ipai/ipai.db"))), as: UTF8.self)
    #expect(!stored.contains("key-of-the-tests"))
  }

  @Test func modelsAreNeverMixed() throws {
    #expect(add("words").status == 0)
    let other = add("shuffled")
    #expect(other.status == 65 && other.error.contains("has another embedder"), "\(other.error)")
    #expect(add("words").status == 0)
    #expect(rag("embed", "docs", "--embedder", url, "--model", "shuffled").output.contains("2 passages can now"))
    // Back to the first there is nothing left to do.
    #expect(rag("embed", "docs", "--embedder", url, "--model", "words").output.contains("nothing to compute"))
    #expect(rag("add", "docs", "--corpus", "plain", "--embedder", "none").status == 0)
    let both = rag("search", "walrus", "--corpus", "docs,plain", "--format", "json")
    #expect((both.object?["results"] as? [Any])?.count == 2, "\(both.output) \(both.error)")
    #expect(rag("search", "walrus", "--corpus", "plain", "--mode", "vector").status == 66)
  }

  /// Without embedder, a corpus stays without when it is synchronized.
  @Test func noEmbedderIsRemembered() throws {
    let model = try TinyModel().write(to: files)
    #expect(desk.run("model", "install", "tiny", "--from", model).status == 0)
    func tiny(_ words: String...) -> CommandRun {
      CommandRun(["rag"] + words, home: desk.home, in: files.path, environment: ["IPAI_MODEL": "tiny"])
    }
    #expect(tiny("add", "docs", "--corpus", "plain", "--embedder", "none").status == 0)
    #expect(tiny("sync", "--format", "json").object?["embedded"] as? Int == 0)
    #expect(tiny("embed", "plain").output.contains("found by words alone"))
    #expect(tiny("embed", "plain", "--embedder", "installed").output.contains("2 passages can now"))
  }

  /// More than a million tokens are not sent to another machine unasked.
  @Test func soMuchIsSentOnlyWhenSomebodyAgrees() throws {
    #expect(add("words").status == 0)
    let before = try requests().count
    let database = try DatabaseFile.forWriting(desk.home.file(".local/share/ipai/ipai.db"))
    try database.write { try $0.execute(sql: "UPDATE corpus_embedder SET url = 'https://embedder.invalid/v1'") }
    try database.close()
    let letters = [String](repeating: "a b c d e f g h", count: 8).joined(separator: " ")
    for file in 0..<17 {
      let lines = (0..<1_000).map { "\(file) \($0) \(letters)\n" }
      try files.write(lines.joined(separator: "\n"), to: "docs/\(file).txt")
    }
    let synced = rag("sync", "--format", "json")
    let waiting = synced.object?["waiting"] as? [[String: Any]] ?? []
    #expect(synced.status == 0 && waiting.first?["reason"] as? String == "consent", "\(waiting) \(synced.error)")
    #expect(rag("sync").error.contains("to send it: ipai rag embed docs --yes"))
    #expect(try requests().count == before)
  }

  @Test func anEstimateChangesNothing() throws {
    #expect(rag("add", "docs", "--corpus", "docs", "--embedder", "none").status == 0)
    let dry = rag(
      "embed", "docs", "--embedder", url, "--model", "words", "--price", "2", "--dry-run", "--format", "json")
    #expect(dry.object?["passages"] as? Int == 2 && dry.object?["embedded"] as? Int == 0, "\(dry.output) \(dry.error)")
    #expect((dry.object?["tokens"] as? Int).map { (10...60).contains($0) } == true)
    #expect(dry.object?["seconds"] is Double && dry.object?["dollars"] is Double)
    #expect(rag("embed", "docs").output.contains("found by words alone"))
  }

  @Test(arguments: [
    (["--model", "m"], 64, "model needs the address"),
    (["--embedder", "none", "--price", "1"], 64, "price needs the address"),
    (["--embedder", "http://example.org/v1", "--model", "m"], 64, "is not the address of an embedder"),
    (["--embedder", "https://a:b@example.org/v1", "--model", "m"], 64, "has no user, password"),
    (["--embedder", "URL"], 64, "needs the name of a model"),
    (["--embedder", "URL", "--model", "html"], 69, "is not a list of embeddings"),
    (["--embedder", "URL", "--model", "words", "--dimensions", "0"], 64, "dimensions"),
  ])
  func wrongEmbeddersAreRefusedBeforeAnythingIsStored(words: [String], status: Int32, message: String) throws {
    let words = words.map { $0 == "URL" ? url : $0 }
    let run = rag(["add", "docs", "--corpus", "docs"] + words)
    #expect(run.status == status && run.error.contains(message), "\(run.status) \(run.error)")
    #expect(rag("list", "--format", "json").object?["corpora"] as? [String] == [])
  }
}

extension CommandRun {
  fileprivate var object: [String: Any]? { json as? [String: Any] }
}
