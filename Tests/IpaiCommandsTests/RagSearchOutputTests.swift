import CommandTestSupport
import DomainTestSupport
import Foundation
import TestSupport
import Testing

/// What `ipai rag search` writes: pages, marks, heads.
@Suite struct RagSearchOutputTests {
  private let desk: CommandFixture

  init() throws {
    desk = try CommandFixture()
    for number in 1...9 {
      try desk.repository.commit(
        "net: timeout \(number)" + String(repeating: " of something else", count: number), files: ["f": "\(number)"],
        seconds: number)
    }
    _ = desk.run("commits", "index", "--quiet")
  }

  private func page(_ arguments: String...) throws -> (ids: [String], next: String?) {
    let run = desk.run(["rag", "search", "timeout", "--format", "json"] + arguments)
    let json = try #require(run.json as? [String: Any], "\(run.error)")
    let results = json["results"] as? [[String: Any]] ?? []
    return (results.compactMap { $0["commit"] as? String }, json["next"] as? String)
  }

  @Test func itsShape() throws {
    let run = desk.run("rag", "search", "timeout", "--format", "json", "--max-results", "1")
    #expect(keys(run.json).isSuperset(of: ["query", "corpus", "results", "mode", "complete", "query_cut", "next"]))
    let result = try #require(((run.json as? [String: Any])?["results"] as? [[String: Any]])?.first)
    #expect(
      keys(result).isSuperset(of: [
        "commit", "score", "components", "author", "authored", "committed", "subject", "paths", "path_count",
        "paths_cut",
        "repository", "match",
      ]))
    #expect(result["author"] as? [String: String] == ["name": "Ann Author", "email": "ann@example.org"])
    #expect(!keys(desk.run("rag", "search", "timeout", "--format", "json").json).contains("next"))
  }

  @Test(arguments: [1, 4, 8, 9])
  func pagesMakeTheWholeRanking(size: Int) throws {
    let whole = try page("--all").ids
    #expect(whole.count == 9)
    var found: [String] = []
    var next: String?
    repeat {
      let part =
        try next.map { try page("--max-results", "\(size)", "--after", $0) } ?? page("--max-results", "\(size)")
      #expect(part.ids.count <= size && !part.ids.isEmpty)
      found += part.ids
      next = part.next
    } while next != nil && found.count < 50
    #expect(found == whole)
  }

  @Test(arguments: ["hybrid", "vector"])
  func pagesByMeaningMakeTheWholeRanking(mode: String) throws {
    try TestModel.install(in: desk.home)
    #expect(desk.run("commits", "index").status == 0)
    let whole = try page("--all", "--mode", mode).ids
    var found: [String] = []
    var next: String?
    repeat {
      let part =
        try next.map { try page("--mode", mode, "--max-results", "2", "--after", $0) }
        ?? page("--mode", mode, "--max-results", "2")
      found += part.ids
      next = part.next
    } while next != nil && found.count < 50
    #expect(found == whole && whole.count > 4)
  }

  @Test func aCursorStaysValidWhileCommitsAreAdded() throws {
    let whole = try page("--all").ids
    let next = try #require(try page("--max-results", "4").next)
    let best = try desk.repository.commit("timeout timeout", seconds: 100)
    _ = desk.run("commits", "index", "--quiet")
    #expect(try page("--max-results", "1").ids == [best])
    #expect(try page("--all", "--after", next).ids == Array(whole.dropFirst(4)))
  }

  @Test func aCursorOfAnotherSearchIsAUsageError() throws {
    let next = try #require(try page("--max-results", "4").next)
    for words in [["timeouts"], ["timeout", "--mode", "lexical"], ["timeout", "--author", "ann"]] {
      let run = desk.run(["rag", "search", "--after", next] + words)
      #expect(run.status == 64 && run.error.contains("is not a cursor of this list"), "\(words) \(run.error)")
    }
    let said = desk.run("rag", "search", "timeout", "--max-results", "4", "--format", "jsonl")
    #expect(said.error == "ipai: more commits match; for the next page add: --after \(next); for all of them: --all\n")
  }

  @Test func wordsAreMarkedOnlyWhereThatIsAskedFor() {
    let plain = desk.run("rag", "search", "timeout", "--max-results", "1").output
    #expect(plain.contains("  net: timeout ") && !plain.contains("["))
    #expect(desk.run("rag", "search", "timeout", "--max-results", "1", "--mark").output.contains("net: [timeout] "))
    let terminal = desk.run(
      "rag", "search", "timeout", "--max-results", "1", environment: ["TERM": "xterm"], isTerminal: true
    ).output
    #expect(terminal.contains("\u{1B}[1;31mtimeout\u{1B}[0m") && !terminal.contains("[timeout"))
  }

  @Test func theCommandThatBringsAnIndexUpToDateKeepsWhatIsSelected() throws {
    try desk.repository.git("branch", "other")
    #expect(desk.run("commits", "index", "--ref", "other", "--ref", "HEAD~2").status == 0)
    try desk.repository.git("branch", "-f", "other", "HEAD~1")
    let run = desk.run("rag", "search", "timeout", "--max-results", "9")
    #expect(
      run.error
        == "ipai: the index is 1 commit ahead (no longer reachable); to bring it up to date: ipai commits index --ref other --ref 'HEAD~2'\n"
    )
    #expect(desk.run("commits", "index", "--ref", "other", "--ref", "HEAD~2").status == 0)
    #expect(desk.run("rag", "search", "timeout", "--max-results", "9").error.isEmpty)
  }

  @Test func columnsHaveHeads() {
    let lines = desk.run("rag", "search", "timeout", "--max-results", "1").output.split(separator: "\n")
    #expect(lines[0] == "COMMIT      COMMITTED   AUTHOR                SUBJECT")
    #expect(lines[1].dropFirst(10).hasPrefix("  2024-01-01  Ann Author            net: "))
    #expect(desk.run("rag", "search", "xylophone").output.isEmpty)
  }

  @Test func linesAreWrittenAsTheyAreRead() {
    let run = desk.run("rag", "search", "timeout", "--all", "--format", "jsonl")
    #expect(run.output.split(separator: "\n").count == 9 && run.writes == 9)
  }

  /// The repository that one stands in knows the names, wherever is searched.
  @Test func anExampleIsNamedInAllRepositoriesToo() throws {
    let here = desk.run("rag", "search", "--like", "HEAD", "--all-repos", "--format", "json")
    #expect(here.status == 0, "\(here.error)")
    let outside = try TemporaryFolder()
    let nowhere = desk.run(["rag", "search", "--like", "HEAD", "--all-repos"], in: outside.path)
    #expect(nowhere.status == 66)
  }

  @Test(arguments: [("", "there is no text in "), (" \n", "there is no text in "), ("a\u{0}b", "")])
  func anExampleMustBeText(content: String, message: String) throws {
    let files = try TemporaryFolder()
    let file = files.file("example")
    try Data(content.utf8).write(to: URL(fileURLWithPath: file))
    let run = desk.run("rag", "search", "--like", file)
    let expected = message.isEmpty ? "\(file) is not a text file" : message + file
    #expect(run.status == 64 && run.error.hasPrefix("ipai: \(expected)\n"), "\(run.error)")
  }

  @Test func aLongExampleIsCutAndThatIsSaid() throws {
    let files = try TemporaryFolder()
    let file = files.file("example")
    try Data(("timeout " + String(repeating: "x", count: 64 << 10)).utf8).write(to: URL(fileURLWithPath: file))
    let run = desk.run("rag", "search", "--like", file)
    #expect(run.status == 0 && run.error.contains("ipai: only the first 64 KiB of \(file) count\n"), "\(run.error)")
    try Data("timeout".utf8).write(to: URL(fileURLWithPath: file))
    #expect(!desk.run("rag", "search", "--like", file).error.contains("64 KiB"))
  }
}
