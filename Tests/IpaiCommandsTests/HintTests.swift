import CommandTestSupport
import DomainTestSupport
import Foundation
import TestSupport
import Testing

/// Commands that ipai names are followed to the letter: they work on the database that was given, and change nothing that was
/// selected.
@Suite struct HintTests {
  private let desk: CommandFixture
  private let database: String

  init() throws {
    desk = try CommandFixture()
    for number in 1...4 {
      try desk.repository.commit("net: change \(number)", files: ["f": "\(number)"], seconds: number)
    }
    database = desk.home.path + "/own files/it's.db"
  }

  private func run(_ arguments: String...) -> CommandRun { desk.run(arguments + ["--db", database]) }

  /// Runs the command that stands after `mark` on a line of a text.
  private func follow(_ text: String, after mark: String) throws -> CommandRun {
    let line = try #require(text.split(separator: "\n").first { $0.contains(mark) }, "\(text)")
    let start = try #require(line.range(of: mark)).upperBound
    let words = try Subprocess.run(["bash", "-c", "printf '%s\\0' \(line[start...])"]).text.split(separator: "\0")
    #expect(words.first == "ipai")
    return desk.run(words.dropFirst().map(String.init))
  }

  private func expectNoOtherDatabase() {
    #expect(!FileManager.default.fileExists(atPath: desk.home.path + "/.local/share/ipai/ipai.db"))
  }

  @Test(arguments: [["commits", "list"], ["commits", "status"], ["rag", "search", "change"], ["search", "change"]])
  func whatIsNotIndexedIsIndexedThere(words: [String]) throws {
    let before = desk.run(words + ["--db", database])
    #expect(before.status == 66)
    #expect(try follow(before.error, after: "run: ").status == 0)
    #expect(desk.run(words + ["--db", database]).status == 0)
    expectNoOtherDatabase()
  }

  @Test func anIndexThatIsBehindKeepsItsSelection() throws {
    #expect(run("commits", "index", "--max-commits", "3", "--no-diff-words").status == 0)
    try desk.repository.commit("net: newest", files: ["f": "x"], seconds: 9)
    for (text, mark) in [
      (run("commits", "status").output, "behind; run: "), (run("rag", "search", "change").error, "up to date: "),
      (run("doctor").output, "fix: "),
    ] {
      let line = try #require(text.split(separator: "\n").first { $0.contains(mark + "ipai commits index") }, "\(text)")
      #expect(line.contains("--max-commits 3 --no-diff-words"))
    }
    #expect(try follow(run("commits", "status").output, after: "behind; run: ").status == 0)
    let status = run("commits", "status", "--format", "json").json as? [String: Any]
    #expect(status?["indexed"] as? Int == 3 && status?["behind"] as? Int == 0)
    #expect(status?["diff_words"] as? Bool == false)
    expectNoOtherDatabase()
  }

  @Test func anIndexThatWasInterruptedIsFinishedAsItWasBegun() throws {
    let words = ["commits", "index", "--max-commits", "3", "--no-diff-words", "--db", database]
    let stopped = CommandRun(words, home: desk.home, in: desk.repository.path, isCancelled: { true })
    #expect(stopped.status == 130)
    // No line is cut, as wide as the terminal may be.
    let status = desk.run("commits", "status", "--db", database, isTerminal: true).output
    #expect(try follow(status, after: "not complete; run: ").status == 0)
    #expect(run("commits", "status").output.contains("  3 commits\n"))
    #expect(run("commits", "status").output.contains("diff words  no\n"))
  }

  @Test func whoIsInterruptedIsToldHowItGoesOn() throws {
    for (words, expected) in [([], "continues from there"), (["--rebuild"], "reads every commit again")] {
      let arguments = ["commits", "index"] + words
      let run = CommandRun(arguments, home: desk.home, in: desk.repository.path, isCancelled: { true })
      #expect(run.error.contains("hint: the same command \(expected)\n"), "\(run.error)")
    }
  }

  @Test func allRepositoriesAreNotTheOneThatOneStandsIn() throws {
    try TestModel.install(in: desk.home)
    #expect(run("commits", "index", "--no-embeddings").status == 0)
    let found = run("rag", "search", "change", "--all-repos", "--mode", "vector")
    #expect(found.status == 66 && found.error.contains("ipai commits index --db "), "\(found.error)")
    #expect(found.error.hasSuffix(" PATH\n"))
  }

  @Test func aCommitOutsideOfTheSelectionIsIndexed() throws {
    #expect(run("commits", "index", "--max-commits", "2").status == 0)
    let before = run("commits", "show", "HEAD~3")
    #expect(before.status == 66)
    #expect(try follow(before.error, after: "run: ").status == 0)
    #expect(run("commits", "show", "HEAD~3").status == 0)
    expectNoOtherDatabase()
  }

  @Test func doctorNamesTheDatabase() throws {
    let before = run("doctor").output
    #expect(try follow(before, after: "fix: ").status == 0)
    #expect(run("doctor", "--format", "json").output.contains("intact"))
    expectNoOtherDatabase()
  }

  @Test func whatIsForgottenTwiceCanBeListed() throws {
    #expect(run("commits", "index").status == 0)
    #expect(run("commits", "forget", ".").status == 0)
    let again = run("commits", "forget", ".")
    #expect(again.status == 66 && again.error.contains("ipai commits status --db "), "\(again.error)")
  }
}
