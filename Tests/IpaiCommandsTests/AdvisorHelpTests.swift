import CommandTestSupport
import Foundation
import IpaiActions
import IpaiAdvisor
import TestSupport
import Testing

/// What help says about the advisor.
@Suite struct AdvisorHelpTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func help(_ words: [String]) -> String {
    let run = CommandRun(words + ["--help"], home: home, environment: ["COLUMNS": "120"])
    return run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Each verb names the formats that it has.
  @Test func eachVerbNamesItsFormats() {
    let all = "values: table, json, jsonl, csv, sarif, html, markdown; default: table"
    #expect(help(["advisor", "scan"]).contains(all), "\(help(["advisor", "scan"]))")
    for words in [["advisor", "findings"], ["rag", "search"]] {
      let text = help(words)
      #expect(text.contains("(values: table, json, jsonl; default: table)") && !text.contains("sarif"), "\(words)")
    }
  }

  @Test func limitsAreNamed() {
    #expect(help(["advisor", "fix"]).contains("at most 100"))
    #expect(help(["advisor", "scan"]).contains("--severity does not change what fails"))
  }

  /// A rule that is suppressed for a resource in an example can find something there.
  @Test func theExampleOfASuppressionCanBe() throws {
    let text = help(["advisor", "suppress"])
    let example = try #require(text.firstMatch(of: #/suppress (DO-[A-Z]+-\d+) --resource (do:[a-z]+:\d+)/#))
    let kind = try #require(ResourceKind(rawValue: String(URN(String(example.2)).kind)))
    let lists = Set(kind.lists)
    #expect(try RuleList.required(String(example.1)).subjects.contains { lists.contains($0) })
  }
}
