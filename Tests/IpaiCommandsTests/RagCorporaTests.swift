import CommandTestSupport
import DomainTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai rag add`, `sync`, `list` and `forget`, and the search of what they keep.
@Suite struct RagCorporaTests {
  private let desk: CommandFixture
  private let files: TemporaryFolder

  init() throws {
    desk = try CommandFixture()
    files = try TemporaryFolder()
    let model = try TinyModel().write(to: files)
    #expect(desk.run("model", "install", "tiny", "--from", model).status == 0)
    try files.write("# Keys\n\n## Rotation\n\nRotate a key with care.\n", to: "docs/keys.md")
    try files.write("/// Rotates a key.\nfunc rotate() {}\n", to: "docs/keys.swift")
    try files.write(Data([0, 1]), to: "docs/image.png")
  }

  private func rag(_ words: String...) -> CommandRun {
    CommandRun(["rag"] + words, home: desk.home, in: files.path, environment: ["IPAI_MODEL": "tiny"])
  }

  private func keys(_ words: String...) -> Set<String> {
    let run = CommandRun(
      ["rag"] + words + ["--format", "json"], home: desk.home, in: files.path, environment: ["IPAI_MODEL": "tiny"])
    #expect(run.json != nil, "\(words): \(run.error)")
    return JSONKey.paths(in: run.json)
  }

  @Test func whatTheVerbsWriteIsDocumented() throws {
    let added = [
      keys("add", "docs", "--corpus", "docs", "--exclude", "*.tmp"), keys("add", "docs/keys.md", "--corpus", "one"),
    ]
    try JSONKey.check("ipai rag add", added)
    try JSONKey.check("ipai rag list", [keys("list")])
    let dry = keys("sync", "--dry-run")
    try FileManager.default.removeItem(atPath: files.file("docs"))
    try JSONKey.check("ipai rag sync", [dry, keys("sync", "--corpus", "docs")])
    try JSONKey.check("ipai rag forget", [keys("forget", "one"), keys("forget", "./docs")])
  }

  @Test func whatIsAddedIsFoundWithItsPlace() throws {
    let added = rag("add", "docs", "--corpus", "docs")
    #expect(added.status == 0 && added.error.contains("1 binary"), "\(added.error)")
    let found = rag("search", "with care", "--corpus", "docs", "--mode", "lexical")
    #expect(found.status == 0, "\(found.error)")
    #expect(found.output.hasPrefix("\(files.path)/docs/keys.md:3-5  Keys > Rotation\n"), "\(found.output)")
    let symbol = rag("search", "rotate", "--corpus", "docs", "--format", "jsonl")
    let first = try #require(symbol.output.split(separator: "\n").first)
    #expect(first.contains(#""symbol":"rotate""#) && first.contains(#""start_line":1"#), "\(first)")
    let list = rag("list")
    #expect(list.output.contains("docs") && list.output.contains(files.path), "\(list.output)")
    let all = rag("search", "rotation", "--corpus", "all", "--all-repos")
    #expect(all.status == 0 && all.output.contains("keys.md:3-5"), "\(all.output) \(all.error)")
  }

  @Test func changesAreFoundAfterASync() throws {
    #expect(rag("add", "docs", "--corpus", "docs").status == 0)
    try files.write("# Keys\n\nA walrus.\n", to: "docs/keys.md")
    #expect(rag("search", "walrus", "--corpus", "docs", "--mode", "lexical").status == 1)
    let dry = rag("sync", "--dry-run")
    #expect(dry.status == 0 && dry.error.contains("nothing was changed"))
    #expect(rag("search", "walrus", "--corpus", "docs", "--mode", "lexical").status == 1)
    #expect(rag("sync").status == 0)
    #expect(rag("search", "walrus", "--corpus", "docs", "--mode", "lexical").status == 0)
    try FileManager.default.removeItem(atPath: files.file("docs"))
    let gone = rag("sync")
    #expect(gone.status == 66 && gone.error.contains("ipai rag forget /"), "\(gone.error)")
    #expect(rag("search", "walrus", "--corpus", "docs", "--mode", "lexical").status == 0)
    #expect(rag("forget", "./docs").status == 0)
    #expect(rag("list").output.isEmpty)
  }

  @Test func mistakesAreExplained() throws {
    let none = rag("sync")
    #expect(none.status == 66 && none.error.contains("rag add DIR --corpus NAME"), "\(none.error)")
    for (words, status, text) in [
      (["add", "nowhere", "--corpus", "docs"], 66, "there is no"),
      (["add", "docs", "--corpus", "all"], 64, "means something else"),
      (["add", "docs", "--corpus", "A b"], 64, "no name for a corpus"), (["add", "docs"], 64, "--corpus"),
      (["forget"], 64, "Missing expected argument"),
      (["forget", "none"], 66, "no corpora of documents yet"),
    ] {
      let run = CommandRun(["rag"] + words, home: desk.home, in: files.path, environment: [:])
      #expect(run.status == status && run.error.contains(text), "\(words): \(run.status) \(run.error)")
    }
    #expect(rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    let unknown = rag("search", "x", "--corpus", "docs,other")
    #expect(unknown.status == 64 && unknown.error.contains("commits, memory, skills, docs"), "\(unknown.error)")
    #expect(rag("forget", "./elsewhere").status == 66)
    #expect(rag("sync", "--corpus", "other").error.contains("the corpora are: docs"))
  }
}
