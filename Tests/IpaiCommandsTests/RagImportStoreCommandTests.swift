import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai rag import` and `export`, in a file and on a real PostgreSQL server.
@Suite struct RagImportStoreCommandTests {
  @Test(arguments: RagDesk.Store.allCases)
  func importedTextsAreFoundByWhatTheySayAndByTheirMetadata(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    try files.write(
      """
      {"id": "T-1", "text": "The walrus is late.", "metadata": {"status": "open", "tags": ["a", "b"], "by": {"name": "ann"}}}
      {"id": "T-2", "text": "The walrus was early.", "metadata": {"status": "closed", "done": true, "n": 3.0, "by": null, "a=b": "c"}}
      not json
      {"id": "T-3", "text": "  "}
      {"id": "T-4", "text": "a\\u0000b"}

      {"text": "A walrus without a name."}
      """, to: "tickets.jsonl")
    let imported = await desk.rag("import", "tickets.jsonl", "--corpus", "tickets", "--no-embeddings")
    #expect(imported.status == 65 && imported.output.contains("3 texts added"), "\(imported.output) \(imported.error)")
    #expect(
      imported.error.contains("tickets.jsonl:3: not JSON\n")
        && imported.error.contains("tickets.jsonl:4: the text is empty"))
    let again = await desk.rag("import", "tickets.jsonl", "--corpus", "tickets", "--no-embeddings")
    #expect(again.output.contains("0 texts added, 0 changed, 3 as before"), "\(again.output)")
    for (condition, id) in [
      ("status=open", "T-1"), ("tags=b", "T-1"), ("by.name=ann", "T-1"), ("status=closed", "T-2"),
      ("done=true", "T-2"), ("n=3", "T-2"), ("n=3.00", "T-2"), ("by=null", "T-2"), ("a=b=c", "T-2"),
    ] {
      let found = await desk.rag("search", "walrus", "--corpus", "tickets", "--where", condition)
      #expect(found.output.hasPrefix("\(id):1-1"), "\(condition): \(found.output) \(found.error)")
    }
    #expect(
      await desk.rag("search", "walrus", "--corpus", "tickets", "--where", "status=open", "--where", "tags=c").status
        == 1)
    for condition in ["done=1", "by=", "status=close"] {
      #expect(
        await desk.rag("search", "walrus", "--corpus", "tickets", "--where", condition).status == 1, "\(condition)")
    }
    // What was imported is not read again, and does not get lost.
    #expect(await desk.rag("sync").status == 0)
    let replaced = await desk.rag(
      "import", "-", "--corpus", "tickets", "--no-embeddings",
      input: Array("{\"id\": \"T-2\", \"text\": \"A seal.\"}\n".utf8))
    #expect(replaced.output.contains("0 texts added, 1 changed"), "\(replaced.output) \(replaced.error)")
    #expect(await desk.rag("search", "early", "--corpus", "tickets", "--mode", "lexical").status == 1)
    let shown = await desk.rag("show", "tickets", "--files")
    #expect(shown.output.contains("imported texts") && shown.output.contains("T-2"), "\(shown.output)")
    let missing = await desk.rag("import", "none.jsonl", "--corpus", "x")
    #expect(missing.status == 66, "\(missing.status) \(missing.error)")
    let empty = await desk.run(["import", "-", "--corpus", "x"])
    #expect(empty.status == 64 && empty.error.contains("standard input is empty"), "\(empty.error)")
  }

  @Test(arguments: RagDesk.Store.allCases)
  func whatIsExportedCanBeImported(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    #expect(await desk.rag("add", "docs", "--corpus", "docs", "--no-embeddings").status == 0)
    let exported = await desk.rag("export", "docs", "--all", "--format", "jsonl")
    #expect(exported.output.contains("keys.md:3-5") && exported.output.contains(#""symbol":"rotate""#))
    try files.write(exported.output, to: "docs.jsonl")
    #expect(await desk.rag("import", "docs.jsonl", "--corpus", "copy", "--no-embeddings").status == 0)
    let found = await desk.rag(
      "search", "with care", "--corpus", "copy", "--where", "lang=markdown", "--mode", "lexical")
    #expect(found.output.contains("keys.md:3-5:1-"), "\(found.output) \(found.error)")
    // Code stays code, with its symbols.
    let symbol = await desk.rag(
      "search", "rotate", "--corpus", "copy", "--lang", "swift", "--mode", "lexical", "--format", "json")
    let results = try #require((symbol.json as? [String: Any])?["results"] as? [[String: Any]])
    #expect(results.first?["symbol"] as? String == "rotate", "\(symbol.output) \(symbol.error)")
    let page = await desk.rag("export", "docs", "--max-results", "1", "--format", "json")
    let object = try #require(page.json as? [String: Any])
    let next = try #require(object["next"] as? String)
    let rest = await desk.rag("export", "docs", "--after", next, "--format", "jsonl")
    let lines = exported.output.split(separator: "\n")
    #expect(rest.output.split(separator: "\n") == Array(lines.dropFirst()), "\(rest.output)")
    #expect(await desk.rag("export", "other").status == 66)
    #expect(await desk.rag("show", "other").status == 66)
  }

  @Test(arguments: RagDesk.Store.allCases)
  func whatWasImportedIsExportedAsItWas(store: RagDesk.Store) async throws {
    let desk = try await RagDesk(store)
    let files = desk.files
    let text = #"{"id":"T-1","metadata":{"n":1,"path":"kept","lang":"mine"},"text":"A walrus."}"# + "\n"
    try files.write(text, to: "tickets.jsonl")
    #expect(await desk.rag("import", "tickets.jsonl", "--corpus", "tickets", "--no-embeddings").status == 0)
    let first = await desk.rag("export", "tickets", "--all", "--format", "jsonl")
    for part in [#""id":"T-1""#, #""path":"kept""#, #""lang":"mine""#, #""n":1"#, #""start_line":1"#] {
      #expect(first.output.contains(part), "\(first.output)")
    }
    try files.write(first.output, to: "copy.jsonl")
    #expect(await desk.rag("import", "copy.jsonl", "--corpus", "copy", "--no-embeddings").status == 0)
    #expect(await desk.rag("export", "copy", "--all", "--format", "jsonl").output == first.output)
  }

  /// What is wrong with a line is named by its member.
  @Test(arguments: [
    (#"{"id": "a"}"#, "there is no text"), (#"{"text": 5}"#, "text is not a text"), ("[]", "not a JSON object"),
    (#"{"text": "a", "metadata": []}"#, "metadata is not a JSON object"),
    (#"{"text": "a", "id": 5}"#, "id is not a text"),
    (#"{"text": null}"#, "text is not a text"),
  ])
  func aLineThatCannotBeReadIsExplained(line: String, message: String) async throws {
    let desk = try await RagDesk(.file)
    let run = await desk.rag("import", "-", "--corpus", "x", input: Array(line.utf8))
    #expect(run.status == 64 && run.error.contains("standard input:1: \(message)\n"), "\(run.error)")
  }
}
