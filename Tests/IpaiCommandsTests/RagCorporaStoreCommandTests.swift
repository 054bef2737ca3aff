import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai rag add`, `sync`, `list` and `forget`, and the search of what they keep, in a file and on a real PostgreSQL server.
@Suite struct RagCorporaStoreCommandTests {
  @Test(arguments: RagDesk.Store.allCases)
  func whatTheVerbsWriteIsDocumented(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    let added = [
      await desk.keys("add", "docs", "--corpus", "docs", "--exclude", "*.tmp"),
      await desk.keys("add", "docs/keys.md", "--corpus", "one"),
    ]
    // A service that goes wrong after the first request.
    let server = try ScriptServer.embeddings()
    let url = server.address + "/v1"
    let far = await desk.keys(
      "add", "docs", "--corpus", "far", "--embedder", url, "--model", "narrow", "--key-env", "SERVICE_KEY")
    try JSONKey.check("ipai rag add", added + [far], empty: [["sources[].failure", "sources[].failure_code"]])
    try JSONKey.check("ipai rag list", [await desk.keys("list")])
    try JSONKey.check(
      "ipai rag show",
      [await desk.keys("show", "docs"), await desk.keys("show", "docs", "--files"), await desk.keys("show", "far")])
    try JSONKey.check(
      "ipai rag export",
      [await desk.keys("export", "docs", "--max-results", "1"), await desk.keys("export", "docs", "--all")])
    try files.write(#"{"text": "a ticket"}"#, to: "tickets.jsonl")
    try JSONKey.check(
      "ipai rag import",
      [
        await desk.keys("import", "tickets.jsonl", "--corpus", "tickets"),
        await desk.keys("import", "tickets.jsonl", "--corpus", "far"),
      ])
    let dry = await desk.keys("sync", "--dry-run")
    try FileManager.default.removeItem(atPath: files.file("docs"))
    try JSONKey.check("ipai rag sync", [dry, await desk.keys("sync")])
    try JSONKey.check("ipai rag forget", [await desk.keys("forget", "one"), await desk.keys("forget", "./docs")])
  }

  @Test(arguments: RagDesk.Store.allCases)
  func whatIsAddedIsFoundWithItsPlace(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    let added = await desk.rag("add", "docs", "--corpus", "docs")
    #expect(added.status == 0 && added.error.contains("1 binary"), "\(added.error)")
    let found = await desk.rag("search", "with care", "--corpus", "docs", "--mode", "lexical")
    #expect(found.status == 0, "\(found.error)")
    #expect(found.output.hasPrefix("\(files.path)/docs/keys.md:3-5  Keys > Rotation\n"), "\(found.output)")
    let symbol = await desk.rag("search", "rotate", "--corpus", "docs", "--format", "jsonl")
    let first = try #require(symbol.output.split(separator: "\n").first)
    #expect(first.contains(#""symbol":"rotate""#) && first.contains(#""start_line":1"#), "\(first)")
    let list = await desk.rag("list")
    #expect(list.output.contains("docs") && list.output.contains(files.path), "\(list.output)")
    let all = await desk.rag("search", "rotation", "--corpus", "all", "--all-repos")
    #expect(all.status == 0 && all.output.contains("keys.md:3-5"), "\(all.output) \(all.error)")
  }

  @Test(arguments: RagDesk.Store.allCases)
  func changesAreFoundAfterASync(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    #expect(await desk.rag("add", "docs", "--corpus", "docs").status == 0)
    try files.write("# Keys\n\nA walrus.\n", to: "docs/keys.md")
    #expect(await desk.rag("search", "walrus", "--corpus", "docs", "--mode", "lexical").status == 1)
    let dry = await desk.rag("sync", "--dry-run")
    #expect(dry.status == 0 && dry.error.contains("nothing was changed"))
    #expect(await desk.rag("search", "walrus", "--corpus", "docs", "--mode", "lexical").status == 1)
    #expect(await desk.rag("sync").status == 0)
    #expect(await desk.rag("search", "walrus", "--corpus", "docs", "--mode", "lexical").status == 0)
    try FileManager.default.removeItem(atPath: files.file("docs"))
    let gone = await desk.rag("sync")
    #expect(gone.status == 66 && gone.error.contains("ipai rag forget /"), "\(gone.error)")
    #expect(await desk.rag("search", "walrus", "--corpus", "docs", "--mode", "lexical").status == 0)
    #expect(await desk.rag("forget", "./docs").status == 0)
    #expect(await desk.rag("list").output.isEmpty)
  }

  @Test(arguments: RagDesk.Store.allCases)
  func passagesOfAFileAreListedTogether(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    try files.write("# A\n\nA walrus.\n\n# B\n\nAnother walrus.\n\n# C\n\nA third walrus.\n", to: "docs/many.md")
    try files.write("One walrus.\n", to: "docs/one.txt")
    #expect(await desk.rag("add", "docs", "--corpus", "docs").status == 0)
    let search = ["search", "walrus", "--corpus", "docs", "--mode", "lexical"]
    let grouped = await desk.run(search)
    #expect(grouped.output.components(separatedBy: "/many.md:").count == 2, "\(grouped.output)")
    #expect(grouped.output.contains("    also "), "\(grouped.output)")
    let alone = await desk.run(search + ["--ungrouped"])
    #expect(alone.output.components(separatedBy: "/many.md:").count == 4, "\(alone.output)")
    #expect(!alone.output.contains("    also "))
    // Pages have every file once.
    let first = await desk.run(search + ["--max-results", "1", "--format", "json"])
    let object = try #require(first.json as? [String: Any])
    let next = try #require(object["next"] as? String)
    let second = await desk.run(search + ["--after", next])
    #expect(second.output.split(separator: "\n").filter { $0.contains(files.path) }.count == 1, "\(second.output)")
  }

  @Test(arguments: RagDesk.Store.allCases)
  func aBudgetIsKeptAndPassagesStandInTheirOrder(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    let page = (1...8).map {
      "# Part \($0)\n\n" + String(repeating: "The walrus sleeps a lot. ", count: 10 + $0) + "\n"
    }
    try files.write(page.joined(separator: "\n"), to: "docs/walrus.md")
    try files.write("One walrus.\n", to: "docs/one.txt")
    #expect(await desk.rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    func search(_ budget: String, _ format: String) async -> CommandRun {
      // Without a model, tokens are estimated from the length.
      await desk.run([
        "search", "walrus", "--corpus", "docs", "--mode", "lexical", "--budget", budget, "--format", format,
      ])
    }
    let object = try #require(await search("300", "json").json as? [String: Any])
    let tokens = try #require(object["tokens"] as? Int)
    let found = try #require(object["results"] as? [[String: Any]])
    #expect((1...300).contains(tokens) && (2...6).contains(found.count), "\(tokens) \(found.count)")
    let lines = found.filter { ($0["path"] as? String)?.hasSuffix("walrus.md") == true }.compactMap {
      $0["start_line"] as? Int
    }
    #expect(lines == lines.sorted() && lines.count > 1)
    let text = await search("100000", "table").output
    #expect(text.contains("  Part 1\n# Part 1\n\nThe walrus sleeps") && text.contains("  Part 8\n"), "\(text)")
    let wrong = await desk.rag("search", "x", "--corpus", "docs", "--budget", "5")
    #expect(wrong.status == 64 && wrong.error.contains("budget must be"), "\(wrong.error)")
  }

  @Test(arguments: RagDesk.Store.allCases)
  func theLinesAroundAPassageAreShown(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    try files.write("one\n\n# Two\n\nA walrus.\n\n# Three\n\nfour\n", to: "docs/many.md")
    #expect(await desk.rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    let shown = await desk.rag("search", "walrus", "--corpus", "docs", "--mode", "lexical", "--context", "2")
    #expect(
      shown.output.hasPrefix(
        "\(files.path)/docs/many.md:3-5  Two\n    1-one\n    2-\n    3:# Two\n    4:\n    5:A walrus.\n    6-\n    7-# Three\n"
      ),
      "\(shown.output)")
    // A file that is gone is found by what is stored of it.
    try FileManager.default.removeItem(atPath: files.file("docs/many.md"))
    #expect(await desk.rag("search", "walrus", "--corpus", "docs", "--context", "2").output.contains("    A walrus.\n"))
    // An id that looks like a path is none.
    try files.write(#"{"id": "/etc/hostname", "text": "A walrus."}"#, to: "x.jsonl")
    #expect(await desk.rag("import", "x.jsonl", "--corpus", "x", "--no-embeddings").status == 0)
    #expect(await desk.rag("search", "walrus", "--corpus", "x", "--context", "2").output.contains("    A walrus.\n"))
  }

  @Test(arguments: RagDesk.Store.allCases)
  func addingToOneCorpusEmbedsNothingOfAnother(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    #expect(await desk.rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    try files.write("A seal.\n", to: "other/a.txt")
    let added = await desk.rag("add", "other", "--corpus", "other", "--format", "json")
    #expect((added.json as? [String: Any])?["embedded"] as? Int == 1, "\(added.output)")
    let synced = await desk.rag("sync", "--corpus", "docs", "--format", "json")
    #expect((synced.json as? [String: Any])?["embedded"] as? Int ?? 0 > 1, "\(synced.output)")
  }

  @Test(arguments: RagDesk.Store.allCases)
  func whatIsNotFoundIsNoCommit(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    #expect(await desk.rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    let none = await desk.rag("search", "zebra", "--corpus", "docs", "--mode", "lexical")
    #expect(none.status == 1 && none.error.contains("nothing matches"), "\(none.error)")
    let paged = await desk.rag("search", "keys", "--corpus", "docs", "--budget", "500", "--after", "x")
    #expect(paged.status == 64 && paged.error.contains("no pages"), "\(paged.error)")
  }

  @Test(arguments: RagDesk.Store.allCases)
  func filtersKeepWhatTheySay(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    try files.write("def rotate():\n    pass\n", to: "docs/inner/keys.py")
    #expect(await desk.rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    func found(_ words: String...) async -> Set<String> {
      let run = await desk.run(["search", "rotate", "--corpus", "docs", "--format", "jsonl"] + words)
      let names = run.output.split(separator: "\n").compactMap { line -> String? in
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return (object?["path"] as? String)?.split(separator: "/").last.map(String.init)
      }
      return Set(names)
    }
    #expect(await found() == ["keys.md", "keys.swift", "keys.py"])
    #expect(await found("--lang", "py") == ["keys.py"])
    #expect(await found("--lang", "swift", "--lang", "markdown") == ["keys.md", "keys.swift"])
    #expect(await found("--path", "inner") == ["keys.py"])
    #expect(await found("--path", "*.md") == ["keys.md"])
    #expect(await found("--since", "2001-01-01").count == 3)
    #expect(await found("--until", "2001-01-01").isEmpty)
    #expect(await found("--where", "status=open").isEmpty)
    let unknown = await desk.rag("search", "rotate", "--corpus", "docs", "--lang", "klingon")
    #expect(unknown.status == 64 && unknown.error.contains("no language 'klingon'"), "\(unknown.error)")
    let wrong = await desk.rag("search", "rotate", "--corpus", "docs", "--where", "open")
    #expect(wrong.status == 64 && wrong.error.contains("KEY=VALUE"), "\(wrong.error)")
  }

  @Test(arguments: RagDesk.Store.allCases)
  func mistakesAreExplained(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let none = await desk.rag("sync")
    #expect(none.status == 66 && none.error.contains("rag add DIR --corpus NAME"), "\(none.error)")
    for (words, status, text) in [
      (["add", "nowhere", "--corpus", "docs"], 66, "there is no"),
      (["add", "docs", "--corpus", "all"], 64, "means something else"),
      (["add", "/dev/null", "--corpus", "docs"], 64, "neither a folder nor a regular file"),
      (["add", "docs", "--corpus", "A b"], 64, "no name for a corpus"), (["add", "docs"], 64, "--corpus"),
      (["forget"], 64, "Missing expected argument"),
      (["forget", "none"], 66, "no corpora of documents yet"),
    ] {
      let run = await desk.run(words)
      #expect(run.status == status && run.error.contains(text), "\(words): \(run.status) \(run.error)")
    }
    #expect(await desk.rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    let unknown = await desk.rag("search", "x", "--corpus", "docs,other")
    #expect(unknown.status == 64 && unknown.error.contains("commits, memory, skills, docs"), "\(unknown.error)")
    #expect(await desk.rag("forget", "./elsewhere").status == 66)
    #expect(await desk.rag("sync", "--corpus", "other").error.contains("the corpora are: docs"))
  }

  /// Where there is no repository, and where a filter does not suit them, commits are left out of a search of everything.
  @Test(arguments: RagDesk.Store.allCases)
  func aSearchOfEverythingLeavesOutWhatCannotBeSearched(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    #expect(await desk.rag("add", "docs", "--corpus", "docs").status == 0)
    let found = await desk.rag("search", "rotate", "--corpus", "all", "--format", "json")
    #expect(found.status == 0, "\(found.error)")
    let leftOut = (found.json as? [String: Any])?["left_out"] as? [String: String]
    #expect(leftOut?.keys.contains("commits") == true)
    let filtered = await desk.rag("search", "rotate", "--corpus", "all", "--lang", "swift")
    #expect(filtered.output.contains("keys.swift") && !filtered.output.contains("keys.md"), "\(filtered.error)")
    #expect(filtered.error.contains("commits left out: the corpus 'commits' cannot be filtered by language"))
    // One that is named is missed.
    #expect(await desk.rag("search", "rotate", "--corpus", "docs,commits").status != 0)
    let author = await desk.rag("search", "rotate", "--corpus", "docs", "--author", "ann")
    #expect(author.error.contains("the corpus 'docs' cannot be filtered by author"), "\(author.error)")
  }
}
