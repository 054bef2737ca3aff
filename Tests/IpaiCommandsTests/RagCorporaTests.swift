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
      ["rag"] + words + ["--format", "json"], home: desk.home, in: files.path,
      environment: ["IPAI_MODEL": "tiny", "SERVICE_KEY": "a-key"])
    #expect(run.json != nil, "\(words): \(run.error)")
    return JSONKey.paths(in: run.json)
  }

  @Test func whatTheVerbsWriteIsDocumented() throws {
    let added = [
      keys("add", "docs", "--corpus", "docs", "--exclude", "*.tmp"), keys("add", "docs/keys.md", "--corpus", "one"),
    ]
    // A service that goes wrong after the first request.
    let server = try ScriptServer.embeddings()
    let url = server.address + "/v1"
    let far = keys("add", "docs", "--corpus", "far", "--embedder", url, "--model", "narrow", "--key-env", "SERVICE_KEY")
    try JSONKey.check("ipai rag add", added + [far])
    try JSONKey.check("ipai rag list", [keys("list")])
    try JSONKey.check(
      "ipai rag show", [keys("show", "docs"), keys("show", "docs", "--files"), keys("show", "far")])
    try JSONKey.check(
      "ipai rag export", [keys("export", "docs", "--max-results", "1"), keys("export", "docs", "--all")])
    try files.write(#"{"text": "a ticket"}"#, to: "tickets.jsonl")
    try JSONKey.check(
      "ipai rag import",
      [keys("import", "tickets.jsonl", "--corpus", "tickets"), keys("import", "tickets.jsonl", "--corpus", "far")])
    let dry = keys("sync", "--dry-run")
    try FileManager.default.removeItem(atPath: files.file("docs"))
    try JSONKey.check("ipai rag sync", [dry, keys("sync")])
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

  @Test func passagesOfAFileAreListedTogether() throws {
    try files.write("# A\n\nA walrus.\n\n# B\n\nAnother walrus.\n\n# C\n\nA third walrus.\n", to: "docs/many.md")
    try files.write("One walrus.\n", to: "docs/one.txt")
    #expect(rag("add", "docs", "--corpus", "docs").status == 0)
    let search = ["search", "walrus", "--corpus", "docs", "--mode", "lexical"]
    let grouped = CommandRun(["rag"] + search, home: desk.home, in: files.path, environment: [:])
    #expect(grouped.output.components(separatedBy: "/many.md:").count == 2, "\(grouped.output)")
    #expect(grouped.output.contains("    also "), "\(grouped.output)")
    let alone = CommandRun(["rag"] + search + ["--ungrouped"], home: desk.home, in: files.path, environment: [:])
    #expect(alone.output.components(separatedBy: "/many.md:").count == 4, "\(alone.output)")
    #expect(!alone.output.contains("    also "))
    // Pages have every file once.
    let first = CommandRun(
      ["rag"] + search + ["--max-results", "1", "--format", "json"], home: desk.home, in: files.path, environment: [:])
    let object = try #require(first.json as? [String: Any])
    let next = try #require(object["next"] as? String)
    let second = CommandRun(["rag"] + search + ["--after", next], home: desk.home, in: files.path, environment: [:])
    #expect(second.output.split(separator: "\n").filter { $0.contains(files.path) }.count == 1, "\(second.output)")
  }

  @Test func aBudgetIsKeptAndPassagesStandInTheirOrder() throws {
    let page = (1...8).map {
      "# Part \($0)\n\n" + String(repeating: "The walrus sleeps a lot. ", count: 10 + $0) + "\n"
    }
    try files.write(page.joined(separator: "\n"), to: "docs/walrus.md")
    try files.write("One walrus.\n", to: "docs/one.txt")
    #expect(rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    func search(_ budget: String, _ format: String) -> CommandRun {
      // Without a model, tokens are estimated from the length.
      CommandRun(
        ["rag", "search", "walrus", "--corpus", "docs", "--mode", "lexical", "--budget", budget, "--format", format],
        home: desk.home, in: files.path, environment: [:])
    }
    let object = try #require(search("300", "json").json as? [String: Any])
    let tokens = try #require(object["tokens"] as? Int)
    let found = try #require(object["results"] as? [[String: Any]])
    #expect((1...300).contains(tokens) && (2...6).contains(found.count), "\(tokens) \(found.count)")
    let lines = found.filter { ($0["path"] as? String)?.hasSuffix("walrus.md") == true }.compactMap {
      $0["start_line"] as? Int
    }
    #expect(lines == lines.sorted() && lines.count > 1)
    let text = search("100000", "table").output
    #expect(text.contains("  Part 1\n# Part 1\n\nThe walrus sleeps") && text.contains("  Part 8\n"), "\(text)")
    let wrong = rag("search", "x", "--corpus", "docs", "--budget", "5")
    #expect(wrong.status == 64 && wrong.error.contains("budget must be"), "\(wrong.error)")
  }

  @Test func theLinesAroundAPassageAreShown() throws {
    try files.write("one\n\n# Two\n\nA walrus.\n\n# Three\n\nfour\n", to: "docs/many.md")
    #expect(rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    let shown = rag("search", "walrus", "--corpus", "docs", "--mode", "lexical", "--context", "2")
    #expect(
      shown.output.hasPrefix(
        "\(files.path)/docs/many.md:3-5  Two\n    1-one\n    2-\n    3:# Two\n    4:\n    5:A walrus.\n    6-\n    7-# Three\n"
      ),
      "\(shown.output)")
    // A file that is gone is found by what is stored of it.
    try FileManager.default.removeItem(atPath: files.file("docs/many.md"))
    #expect(rag("search", "walrus", "--corpus", "docs", "--context", "2").output.contains("    A walrus.\n"))
    // An id that looks like a path is none.
    try files.write(#"{"id": "/etc/hostname", "text": "A walrus."}"#, to: "x.jsonl")
    #expect(rag("import", "x.jsonl", "--corpus", "x", "--no-embeddings").status == 0)
    #expect(rag("search", "walrus", "--corpus", "x", "--context", "2").output.contains("    A walrus.\n"))
  }

  @Test func addingToOneCorpusEmbedsNothingOfAnother() throws {
    #expect(rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    try files.write("A seal.\n", to: "other/a.txt")
    let added = rag("add", "other", "--corpus", "other", "--format", "json")
    #expect((added.json as? [String: Any])?["embedded"] as? Int == 1, "\(added.output)")
    let synced = rag("sync", "--corpus", "docs", "--format", "json")
    #expect((synced.json as? [String: Any])?["embedded"] as? Int ?? 0 > 1, "\(synced.output)")
  }

  @Test func whatIsNotFoundIsNoCommit() throws {
    #expect(rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    let none = rag("search", "zebra", "--corpus", "docs", "--mode", "lexical")
    #expect(none.status == 1 && none.error.contains("nothing matches"), "\(none.error)")
    let paged = rag("search", "keys", "--corpus", "docs", "--budget", "500", "--after", "x")
    #expect(paged.status == 64 && paged.error.contains("no pages"), "\(paged.error)")
  }

  @Test func filtersKeepWhatTheySay() throws {
    try files.write("def rotate():\n    pass\n", to: "docs/inner/keys.py")
    #expect(rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    func found(_ words: String...) -> Set<String> {
      let run = CommandRun(
        ["rag", "search", "rotate", "--corpus", "docs", "--format", "jsonl"] + words, home: desk.home, in: files.path,
        environment: [:])
      let names = run.output.split(separator: "\n").compactMap { line -> String? in
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return (object?["path"] as? String)?.split(separator: "/").last.map(String.init)
      }
      return Set(names)
    }
    #expect(found() == ["keys.md", "keys.swift", "keys.py"])
    #expect(found("--lang", "py") == ["keys.py"])
    #expect(found("--lang", "swift", "--lang", "markdown") == ["keys.md", "keys.swift"])
    #expect(found("--path", "inner") == ["keys.py"])
    #expect(found("--path", "*.md") == ["keys.md"])
    #expect(found("--since", "2001-01-01").count == 3)
    #expect(found("--until", "2001-01-01").isEmpty)
    #expect(found("--where", "status=open").isEmpty)
    let unknown = rag("search", "rotate", "--corpus", "docs", "--lang", "klingon")
    #expect(unknown.status == 64 && unknown.error.contains("no language 'klingon'"), "\(unknown.error)")
    let wrong = rag("search", "rotate", "--corpus", "docs", "--where", "open")
    #expect(wrong.status == 64 && wrong.error.contains("KEY=VALUE"), "\(wrong.error)")
  }

  @Test func importedTextsAreFoundByWhatTheySayAndByTheirMetadata() throws {
    try files.write(
      """
      {"id": "T-1", "text": "The walrus is late.", "metadata": {"status": "open", "tags": ["a", "b"], "by": {"name": "ann"}}}
      {"id": "T-2", "text": "The walrus was early.", "metadata": {"status": "closed", "done": true, "n": 3.0, "by": null, "a=b": "c"}}
      not json
      {"id": "T-3", "text": "  "}
      {"id": "T-4", "text": "a\\u0000b"}

      {"text": "A walrus without a name."}
      """, to: "tickets.jsonl")
    let imported = rag("import", "tickets.jsonl", "--corpus", "tickets", "--no-embeddings")
    #expect(imported.status == 65 && imported.output.contains("3 texts added"), "\(imported.output) \(imported.error)")
    #expect(
      imported.error.contains("tickets.jsonl:3: not JSON\n")
        && imported.error.contains("tickets.jsonl:4: the text is empty"))
    let again = rag("import", "tickets.jsonl", "--corpus", "tickets", "--no-embeddings")
    #expect(again.output.contains("0 texts added, 0 changed, 3 as before"), "\(again.output)")
    for (condition, id) in [
      ("status=open", "T-1"), ("tags=b", "T-1"), ("by.name=ann", "T-1"), ("status=closed", "T-2"),
      ("done=true", "T-2"), ("n=3", "T-2"), ("n=3.00", "T-2"), ("by=null", "T-2"), ("a=b=c", "T-2"),
    ] {
      let found = rag("search", "walrus", "--corpus", "tickets", "--where", condition)
      #expect(found.output.hasPrefix("\(id):1-1"), "\(condition): \(found.output) \(found.error)")
    }
    #expect(rag("search", "walrus", "--corpus", "tickets", "--where", "status=open", "--where", "tags=c").status == 1)
    for condition in ["done=1", "by=", "status=close"] {
      #expect(rag("search", "walrus", "--corpus", "tickets", "--where", condition).status == 1, "\(condition)")
    }
    // What was imported is not read again, and does not get lost.
    #expect(rag("sync").status == 0)
    let replaced = CommandRun(
      ["rag", "import", "-", "--corpus", "tickets", "--no-embeddings"], home: desk.home, in: files.path,
      environment: [:], input: Array("{\"id\": \"T-2\", \"text\": \"A seal.\"}\n".utf8))
    #expect(replaced.output.contains("0 texts added, 1 changed"), "\(replaced.output) \(replaced.error)")
    #expect(rag("search", "early", "--corpus", "tickets", "--mode", "lexical").status == 1)
    let shown = rag("show", "tickets", "--files")
    #expect(shown.output.contains("imported texts") && shown.output.contains("T-2"), "\(shown.output)")
    let missing = rag("import", "none.jsonl", "--corpus", "x")
    #expect(missing.status == 66, "\(missing.status) \(missing.error)")
    let empty = CommandRun(["rag", "import", "-", "--corpus", "x"], home: desk.home, in: files.path, environment: [:])
    #expect(empty.status == 64 && empty.error.contains("standard input is empty"), "\(empty.error)")
  }

  @Test func whatIsExportedCanBeImported() throws {
    #expect(rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    let exported = rag("export", "docs", "--all", "--format", "jsonl")
    #expect(exported.output.contains("keys.md:3-5") && exported.output.contains(#""symbol":"rotate""#))
    try files.write(exported.output, to: "docs.jsonl")
    #expect(rag("import", "docs.jsonl", "--corpus", "copy", "--no-embeddings").status == 0)
    let found = rag("search", "with care", "--corpus", "copy", "--where", "lang=markdown", "--mode", "lexical")
    #expect(found.output.contains("keys.md:3-5:1-"), "\(found.output) \(found.error)")
    // Code stays code, with its symbols.
    let symbol = rag("search", "rotate", "--corpus", "copy", "--lang", "swift", "--mode", "lexical", "--format", "json")
    let results = try #require((symbol.json as? [String: Any])?["results"] as? [[String: Any]])
    #expect(results.first?["symbol"] as? String == "rotate", "\(symbol.output) \(symbol.error)")
    let page = rag("export", "docs", "--max-results", "1", "--format", "json")
    let object = try #require(page.json as? [String: Any])
    let next = try #require(object["next"] as? String)
    let rest = rag("export", "docs", "--after", next, "--format", "jsonl")
    let lines = exported.output.split(separator: "\n")
    #expect(rest.output.split(separator: "\n") == Array(lines.dropFirst()), "\(rest.output)")
    #expect(rag("export", "other").status == 66 && rag("show", "other").status == 66)
  }

  @Test func whatWasImportedIsExportedAsItWas() throws {
    let text = #"{"id":"T-1","metadata":{"n":1,"path":"kept","lang":"mine"},"text":"A walrus."}"# + "\n"
    try files.write(text, to: "tickets.jsonl")
    #expect(rag("import", "tickets.jsonl", "--corpus", "tickets", "--no-embeddings").status == 0)
    let first = rag("export", "tickets", "--all", "--format", "jsonl")
    for part in [#""id":"T-1""#, #""path":"kept""#, #""lang":"mine""#, #""n":1"#, #""start_line":1"#] {
      #expect(first.output.contains(part), "\(first.output)")
    }
    try files.write(first.output, to: "copy.jsonl")
    #expect(rag("import", "copy.jsonl", "--corpus", "copy", "--no-embeddings").status == 0)
    #expect(rag("export", "copy", "--all", "--format", "jsonl").output == first.output)
  }

  @Test func mistakesAreExplained() throws {
    let none = rag("sync")
    #expect(none.status == 66 && none.error.contains("rag add DIR --corpus NAME"), "\(none.error)")
    for (words, status, text) in [
      (["add", "nowhere", "--corpus", "docs"], 66, "there is no"),
      (["add", "docs", "--corpus", "all"], 64, "means something else"),
      (["add", "/dev/null", "--corpus", "docs"], 64, "neither a folder nor a regular file"),
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

  /// What is wrong with a line is named by its member.
  @Test(arguments: [
    (#"{"id": "a"}"#, "there is no text"), (#"{"text": 5}"#, "text is not a text"), ("[]", "not a JSON object"),
    (#"{"text": "a", "metadata": []}"#, "metadata is not a JSON object"),
    (#"{"text": "a", "id": 5}"#, "id is not a text"),
    (#"{"text": null}"#, "text is not a text"),
  ])
  func aLineThatCannotBeReadIsExplained(line: String, message: String) {
    let run = CommandRun(
      ["rag", "import", "-", "--corpus", "x"], home: desk.home, in: files.path, environment: [:],
      input: Array(line.utf8))
    #expect(run.status == 64 && run.error.contains("standard input:1: \(message)\n"), "\(run.error)")
  }

  /// Where there is no repository, and where a filter does not suit them, commits are left out of a search of everything.
  @Test func aSearchOfEverythingLeavesOutWhatCannotBeSearched() throws {
    #expect(rag("add", "docs", "--corpus", "docs").status == 0)
    let found = rag("search", "rotate", "--corpus", "all", "--format", "json")
    #expect(found.status == 0, "\(found.error)")
    let leftOut = (found.json as? [String: Any])?["left_out"] as? [String: String]
    #expect(leftOut?.keys.contains("commits") == true)
    let filtered = rag("search", "rotate", "--corpus", "all", "--lang", "swift")
    #expect(filtered.output.contains("keys.swift") && !filtered.output.contains("keys.md"), "\(filtered.error)")
    #expect(filtered.error.contains("commits left out: the corpus 'commits' cannot be filtered by language"))
    // One that is named is missed.
    #expect(rag("search", "rotate", "--corpus", "docs,commits").status != 0)
    let author = rag("search", "rotate", "--corpus", "docs", "--author", "ann")
    #expect(author.error.contains("the corpus 'docs' cannot be filtered by author"), "\(author.error)")
  }
}
