import CommandTestSupport
import Foundation
import IpaiCommands
import TestSupport
import Testing

/// Text that people paste: it finds at least what its plain words find, and ipai says how it was read.
@Suite struct PastedTextTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    try repository.commit("transfer: close the idle connection", files: ["lib/transfer.c": "int idle;\n"], seconds: 0)
    try repository.commit("build: fails with Werror on reset", files: ["configure": "x"], seconds: 60)
    try repository.commit("tests: wait for the timeout of the peer", files: ["tests/a.py": "pass\n"], seconds: 120)
    _ = CommandRun(["commits", "index", "--quiet"], home: home, in: repository.path)
  }

  private func search(_ text: String, _ options: String...) -> CommandRun {
    CommandRun(["rag", "search", "--format", "json"] + options + ["--", text], home: home, in: repository.path)
  }

  private func answer(_ run: CommandRun) throws -> [String: Any] { try #require(run.json as? [String: Any]) }

  private func commits(_ run: CommandRun) throws -> Set<String> {
    Set(try #require(try answer(run)["results"] as? [[String: Any]]).compactMap { $0["commit"] as? String })
  }

  /// What a person types on purpose is the exception, in `operatorsThatSomebodyTypedCount`.
  @Test(arguments: [
    "http: fix the \"connection\" that is idle",
    "the build fails with -Werror and -reset of the \"idle peer\" when a timeout, as reported, comes early",
    "unbalanced \"idle timeout", "-\"connection timeout", "\u{201C}idle\u{201D} timeout -\u{201C}peer", "\"\" idle",
    "see --idle and -v timeout", "idle -1 timeout", "-Werror=reset idle", "-connection", "-Werror", "\"idle timeout\"",
    "connection reset\r\n\"by the peer\"\r\n-timeout", "- idle\n- timeout\n-reset", "\"idle\"timeout",
    "why -reset idle",
    "t: allow use of \"sed -E\" idle", "-Wall -reset", "idle \"nowhere to be found\"", "'idle' -'timeout'",
    "idle -- reset",
  ])
  func noPunctuationFindsLessThanThePlainWords(text: String) throws {
    let plain = text.map { $0.isLetter || $0.isNumber ? String($0) : " " }.joined()
    let expected = try commits(search(plain))
    #expect(!expected.isEmpty)
    #expect(try commits(search(text)).isSuperset(of: expected))
  }

  @Test func operatorsThatSomebodyTypedCount() throws {
    for (text, count) in [
      ("connection -idle timeout", 1), ("\"idle connection\" timeout", 1), ("timeout reset -\"the peer\"", 1),
      ("idle timeout -Werror -peer", 1), ("idle \"timeout\" -connection", 1),
    ] {
      let run = search(text)
      #expect(try commits(run).count == count, "\(text)")
      #expect(try answer(run)["operators_ignored"] == nil && run.error.isEmpty, "\(text)")
    }
  }

  @Test func operatorsThatFindNothingAreGivenUpAndThatIsSaid() throws {
    let run = search("idle \"nowhere to be found\"")
    #expect(run.status == 0)
    #expect(try answer(run)["operators_ignored"] as? String == "no_match")
    #expect(
      run.error == "ipai: nothing matches with its quotes and dashes as operators; they were read as plain text\n")
    #expect(search("idle \"nowhere to be found\"", "--quiet").error.isEmpty)
  }

  @Test func textThatWasPastedIsReadAsTextAndThatIsSaid() throws {
    let run = search("http: fix the \"connection\" that is idle")
    #expect(try answer(run)["operators_ignored"] as? String == "pasted_text")
    #expect(
      run.error
        == "ipai: the query reads as pasted text, so its quotes and dashes count as plain text; operators count in short queries of bare words\n"
    )
  }

  @Test func whatOnlyLeavesOutIsExplained() throws {
    let run = search("-timeout")
    #expect(run.status == 0)
    #expect(try answer(run)["operators_ignored"] as? String == "only_exclusions")
    #expect(
      run.error
        == "ipai: the query only says what to leave out, so it was read as plain text; add words to look for, as in: timeout -test\n"
    )
    let nothing = search("-xylophone")
    #expect(nothing.status == 1 && nothing.error.contains("add words to look for"))
  }
}
