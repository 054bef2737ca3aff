import ArgumentParser
import CommandTestSupport
import Foundation
import IpaiCommands
import TestSupport
import Testing

/// Every verb in the test's process: its shape key by key, its table, its exit statuses.
@Suite struct CommandTests {
  private let home: TemporaryFolder
  private let repository: TestRepository
  private let first: String

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    first = try repository.commit("net: fix timeout", files: ["lib/net.c": "int idle_timeout;\n"])
    try repository.commit(
      "docs: \u{1B}[31m explain\n\nIt was hard to see.", files: ["README": "x"], seconds: 60)
  }

  private func run(_ arguments: String..., environment: [String: String] = [:], isTerminal: Bool = false) -> CommandRun
  {
    CommandRun(arguments, home: home, in: repository.path, environment: environment, isTerminal: isTerminal)
  }

  @Test func indexSaysWhatItDid() throws {
    let run = run("commits", "index", "--format", "json")
    #expect(run.status == 0)
    #expect(
      keys(run.json) == [
        "repository", "indexed", "read", "dropped", "skipped", "embedded", "without_all_blobs", "without_all_paths",
        "shallow",
        "interrupted",
      ])
    let again = self.run("commits", "index")
    #expect(again.output == "2 commits of \(repository.path) can be found (0 read)\n")
    #expect(self.run("commits", "index", "--quiet").error.isEmpty)
  }

  @Test func searchAnswersPeopleAndScripts() throws {
    _ = run("commits", "index", "--quiet")
    let table = run("rag", "search", "timeouts")
    #expect(table.status == 0)
    let heads = "COMMIT      COMMITTED   AUTHOR                SUBJECT\n"
    #expect(table.output == heads + "\(first.prefix(10))  2024-01-01  Ann Author            net: fix timeout\n")
    #expect(table.error.isEmpty)
    let json = run("rag", "search", "timeouts", "--format", "json").json as? [String: Any]
    #expect(keys(json) == ["query", "corpus", "results", "mode", "behind", "ahead", "complete", "query_cut"])
    let result = try #require((json?["results"] as? [[String: Any]])?.first)
    #expect(
      keys(result) == [
        "commit", "score", "components", "author", "authored", "committed", "subject", "paths", "path_count",
        "paths_cut",
        "repository", "match",
      ])
    #expect(result["commit"] as? String == first)
    #expect(result["author"] as? [String: String] == ["name": "Ann Author", "email": "ann@example.org"])
    #expect(result["committed"] as? String == "2024-01-01T00:00:00Z")
    #expect(result["paths"] as? [String] == ["lib/net.c"])
    #expect(keys(result["match"]) == ["field", "text", "words"])
    let explained = run("rag", "search", "timeouts", "--explain", "--format", "jsonl").json as? [String: Any]
    let terms = try #require(explained?["terms"] as? [[String: Any]])
    #expect(terms.allSatisfy { keys($0) == ["word", "term", "score", "idf", "fields"] })
    #expect(run("rag", "search", "timeouts", "--explain").output.contains("score "))
    #expect(run("rag", "search", "timeouts", "--all-repos").output.contains("\n            in \(repository.path)\n"))
  }

  @Test func nothingFoundIsStatusOneAndNotIndexedIs66() throws {
    let missing = run("rag", "search", "timeout")
    #expect(missing.status == 66)
    #expect(
      missing.error
        == "ipai: the commits of \(repository.path) are not indexed\nhint: run: ipai commits index \(repository.path)\n"
    )
    _ = run("commits", "index", "--quiet")
    let none = run("rag", "search", "xylophone")
    #expect(none.status == 1 && none.output.isEmpty && none.error == "ipai: no commit matches\n")
    #expect(run("rag", "search", "xylophone", "--quiet").error.isEmpty)
    let json = run("rag", "search", "xylophone", "--format", "json")
    #expect(json.status == 1)
    #expect((json.json as? [String: Any])?["results"] as? [String] == [])
  }

  @Test func aStaleIndexIsSaidOnStandardError() throws {
    _ = run("commits", "index", "--quiet")
    try repository.commit("later")
    let found = run("rag", "search", "timeout")
    #expect(found.status == 0)
    #expect(found.error == "ipai: the index is 1 commit behind; to bring it up to date: ipai commits index\n")
    #expect(run("rag", "search", "timeout", "--quiet").error.isEmpty)
  }

  @Test func controlCharactersOfMessagesNeverReachTheTerminal() throws {
    _ = run("commits", "index", "--quiet")
    for arguments in [["commits", "list"], ["commits", "show", "HEAD"], ["rag", "search", "explain"]] {
      let run = CommandRun(arguments, home: home, in: repository.path, environment: ["NO_COLOR": "1"])
      #expect(run.status == 0)
      #expect(!run.output.contains("\u{1B}"), "\(arguments)")
    }
    #expect(run("rag", "search", "explain", isTerminal: true).output.contains("\u{1B}[1;31m"))
    #expect(
      !run("rag", "search", "timeout", environment: ["NO_COLOR": "1"], isTerminal: true).output.contains("\u{1B}"))
    #expect(run("rag", "search", "timeout", environment: ["CLICOLOR_FORCE": "1"]).output.contains("\u{1B}"))
  }

  @Test func statusAndForgetHaveTheirShapes() throws {
    _ = run("commits", "index", "--quiet")
    let status = run("commits", "status", "--format", "json").json as? [String: Any]
    #expect(
      keys(status) == [
        "repository", "git_directory", "indexed", "reachable", "behind", "ahead", "complete", "references",
        "diff_words", "without_diff_words", "skipped", "indexed_at", "shallow", "database", "database_bytes",
        "stored_commits", "unreachable_commits",
      ])
    #expect(status?["indexed"] as? Int == 2 && status?["reachable"] as? Int == 2)
    #expect(run("commits", "status").output.contains("up to date"))
    let overview = run("commits", "status", "--all-repos", "--format", "json").json as? [String: Any]
    let all = try #require(overview?["repositories"] as? [[String: Any]])
    #expect(keys(all[0]) == ["repository", "git_directory", "indexed", "complete", "indexed_at"])
    let forgotten = run("commits", "forget", ".", "--format", "json").json as? [String: Any]
    #expect(keys(forgotten) == ["repository", "removed", "kept", "compact"])
    #expect(run("commits", "forget", ".").status == 66)
  }

  @Test(arguments: [
    ["commits", "index", "--ref", "nonesuch"], ["commits", "index", "/nonexistent"],
    ["commits", "status", "/nonexistent"],
    ["commits", "forget", "/nonexistent"],
  ])
  func whatIsNotThereIs66(arguments: [String]) {
    let run = CommandRun(arguments, home: home, in: repository.path)
    #expect(run.status == 66)
    #expect(run.error.hasPrefix("ipai: "))
  }

  @Test(arguments: [
    ["commits", "index", "--all-refs", "--ref", "x"], ["commits", "index", "--max-commits", "0"],
    ["commits", "index", "--since", "soon"],
    ["rag", "search"], ["rag", "search", "x", "--max-results", "0"], ["rag", "search", "x", "--format", "xml"],
    ["rag", "search", "x", "--repo", ".", "--all-repos"], ["nonsense"], ["commits", "list", "--until", "never"],
  ])
  func aWrongCommandLineIs64(arguments: [String]) {
    let run = CommandRun(arguments, home: home, in: repository.path)
    #expect(run.status == 64, "\(arguments): \(run.error)")
    #expect(run.error.hasPrefix("ipai: ") && run.output.isEmpty)
  }

  @Test func errorsAreOneObjectWhereJSONIsAsked() throws {
    let run = run("rag", "search", "x", "--format", "json")
    let error = try #require(
      (try? JSONSerialization.jsonObject(with: Data(run.error.utf8))) as? [String: [String: Any]])
    #expect(error["error"]?["code"] as? String == "not_found")
    #expect(Set(error["error"]?.keys.map { $0 } ?? []) == ["code", "message", "hint", "causes"])
    #expect(run.output.isEmpty)
  }

  @Test func versionAndHelpGoToStandardOutput() {
    let version = run("--version")
    #expect(version.status == 0)
    #expect(
      version.output.range(of: #"^ipai \d+\.\d+\.\d+ \(\w+(-modified)?\)\n$"#, options: .regularExpression) != nil)
    #expect(run().output.contains("FIND SUBCOMMANDS"))
    #expect(run("commits", "index", "--help").output.contains("Examples:"))
  }

  @Test func everyCommandHasExamplesAndEveryVerbTheCommonOptions() {
    func visit(_ command: any ParsableCommand.Type, _ path: [String]) {
      let help = CommandRun(path + ["--help"], home: home).output
      #expect(help.contains("Examples:\n") && help.contains("  ipai \(path.joined(separator: " "))"), "\(path)")
      let subcommands =
        command.configuration.subcommands + command.configuration.groupedSubcommands.flatMap(\.subcommands)
      let needsNoConfiguration = [["help"], ["completions"]].contains(path)
      if subcommands.isEmpty && !needsNoConfiguration {
        for option in ["--format", "--quiet", "--verbose", "--db"] {
          #expect(help.contains(option), "\(path) \(option)")
        }
      }
      for subcommand in subcommands { visit(subcommand, path + [subcommand._commandName]) }
    }
    visit(Ipai.self, [])
  }

  @Test func doctorSaysHowToFixWhatItFinds() throws {
    let before = run("doctor", "--format", "json")
    let report = before.json as? [String: Any]
    let findings = try #require(report?["checks"] as? [[String: Any]])
    #expect(
      findings.compactMap { $0["name"] as? String } == [
        "version", "sqlite", "libgit2", "configuration", "database", "disk", "model", "embedders", "index",
      ])
    #expect(findings.first { $0["name"] as? String == "index" }?["remedy"] as? String == "ipai commits index .")
    #expect(before.status == 0)
    _ = run("commits", "index", "--quiet")
    #expect(run("doctor").output.contains("2 commits indexed, up to date"))
    let damaged = try home.write(String(repeating: "no database ", count: 1000), to: "damaged.db")
    let after = run("doctor", "--db", damaged)
    #expect(after.status == 1)
    #expect(after.output.contains("failed"))
  }

  @Test func ctrlCKeepsWhatIsDone() {
    let run = CommandRun(["commits", "index"], home: home, in: repository.path, isCancelled: { true })
    #expect(run.status == 130)
    #expect(run.error.contains("interrupted; what was done is kept"))
  }
}
