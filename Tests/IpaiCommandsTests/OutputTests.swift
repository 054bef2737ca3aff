import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// What every format keeps to, whatever is in a repository.
@Suite struct OutputTests {
  /// What acts on a terminal or on the text around it: C1 controls, DEL, directions, line separators.
  private static let active = "\u{9B}31m \u{85} \u{7F} \u{202E}abc\u{202C} \u{2066}x\u{2069} \u{200F} \u{61C} \u{2028}"
  private let desk: CommandFixture

  init() throws {
    desk = try CommandFixture()
    try desk.repository.commit(
      "subject \(Self.active) end\n\nbody \(Self.active)", files: ["name \u{202E}gpj.c": "x"],
      environment: ["GIT_AUTHOR_NAME": "Eve \u{202E}evE \u{9B}A", "GIT_AUTHOR_EMAIL": "e\u{7F}@example.org"])
    let index = desk.run("commits", "index", "--quiet")
    try #require(index.status == 0, "\(index.error)")
  }

  /// Runs a command that shows the commit. One with such characters in its words may find nothing, and says so.
  private func run(_ arguments: [String]) -> CommandRun {
    let run = desk.run(arguments)
    if arguments.contains(where: { $0.unicodeScalars.contains(where: Self.isActive) }) {
      #expect([0, 1, 66].contains(run.status), "\(arguments): \(run.error)")
    } else {
      #expect(run.status == 0 && run.output.contains("subject"), "\(arguments): \(run.error)")
    }
    return run
  }

  private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x0A, 0x0B..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  @Test(arguments: [
    ["commits", "list"], ["commits", "show", "HEAD"], ["commits", "show", "HEAD", "--patch"],
    ["rag", "search", "subject", "--explain"], ["commits", "show", "no\u{202E}such\u{9B}"],
    ["rag", "search", "x\u{9B}\u{7F}"],
  ])
  func jsonHoldsNothingThatATerminalActsOn(arguments: [String]) throws {
    for format in ["json", "jsonl"] {
      let run = run(arguments + ["--format", format])
      let text = run.output + run.error
      #expect(!text.isEmpty && !text.unicodeScalars.contains(where: Self.isActive), "\(arguments): \(text)")
    }
  }

  @Test(arguments: [
    ["commits", "list"], ["commits", "show", "HEAD"], ["commits", "show", "HEAD", "--patch"],
    ["rag", "search", "subject", "--explain"], ["commits", "show", "no\u{202E}such\u{200E}"],
    ["rag", "search", "x\u{200F}\u{61C}"], ["commits", "list", "--path", "no\u{200F}such"],
  ])
  func tablesHoldNothingThatATerminalActsOn(arguments: [String]) throws {
    let run = run(arguments)
    // A patch keeps its tabs.
    let text = (run.output + run.error).replacing("\t", with: " ")
    #expect(!text.isEmpty && !text.unicodeScalars.contains(where: Self.isActive), "\(arguments): \(text)")
  }

  @Test func escapedJSONIsTheSameValue() throws {
    let shown = try #require(desk.run("commits", "show", "HEAD", "--format", "json").json as? [String: Any])
    #expect(shown["message"] as? String == "subject \(Self.active) end\n\nbody \(Self.active)")
    #expect((shown["changes"] as? [[String: String]])?.first?["path"] == "name \u{202E}gpj.c")
    #expect(
      desk.run("commits", "show", "HEAD", "--format", "json").output.contains("\\u009b31m \\u0085 \\u007f \\u202eabc"))
    let found = try #require(desk.run("rag", "search", "q\u{9B}", "--format", "json").json as? [String: Any])
    #expect(found["query"] as? String == "q\u{9B}")
  }

  @Test func tablesWithMoreThanTwoColumnsHaveHeads() {
    #expect(
      desk.run("commits", "status", "--all-repos").output.hasPrefix(
        "COMMITS  INDEXED     REPOSITORY\n1        2025-01-01  "))
    #expect(desk.run("commits", "status", "--all").output == desk.run("commits", "status", "--all-repos").output)
    let settings = desk.run("config", "list", "--show-origin").output
    #expect(settings.split(separator: "\n")[0].split(separator: " ") == ["SETTING", "VALUE", "ORIGIN"])
    #expect(!desk.run("config", "list").output.contains("SETTING"))
  }
}
