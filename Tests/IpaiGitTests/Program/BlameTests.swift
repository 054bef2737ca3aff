import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiGit

@Suite struct BlameTests {
  private let work: TestRepository

  init() throws { work = try TestRepository() }

  private var git: GitProgram { GitProgram(in: work.path, environment: TestRepository.environment) }

  private static let function = """
    int reuse_connection(struct pool *pool) {
      return pool->idle_connections > pool->limit_of_connections;
    }

    """

  @Test func eachLineHasItsCommit() async throws {
    let first = try work.commit("one", files: ["a.txt": "a\nb\nc\n"], seconds: 1)
    let second = try work.commit("two\n\nbody", files: ["a.txt": "a\nB\nc\n"], seconds: 2)
    let blame = try await git.blame("a.txt", at: "HEAD")
    #expect(
      blame.groups == [
        .init(commit: first, line: 1, count: 1, path: "a.txt"),
        .init(commit: second, line: 2, count: 1, path: "a.txt"),
        .init(commit: first, line: 3, count: 1, path: "a.txt"),
      ])
    #expect(blame.commits[second]?.subject == "two")
    #expect(blame.commits[second]?.author == "Ann Author" && blame.commits[second]?.email == "ann@example.org")
    #expect(blame.commits[second]?.seconds == 1_704_067_202)
  }

  @Test func renamesAndIndentationHideNothing() async throws {
    let first = try work.commit("one", files: ["old name.c": Self.function], seconds: 1)
    try work.git("mv", "old name.c", "new.c")
    try work.commit("rename", seconds: 2)
    try work.commit("indent", files: ["new.c": Self.function.replacing("  return", with: "\t\treturn")], seconds: 3)
    let blame = try await git.blame("new.c", at: "HEAD", lines: 2...2)
    #expect(blame.groups == [.init(commit: first, line: 2, count: 1, path: "old name.c")])
  }

  @Test func linesThatCameFromAnotherFileAreFollowedWhereSomeAreAskedFor() async throws {
    let first = try work.commit(
      "one", files: ["a.c": "int a;\n" + Self.function + "int z;\n", "b.c": "int b;\n"], seconds: 1)
    try work.commit("move", files: ["a.c": "int a;\nint z;\n", "b.c": "int b;\n" + Self.function], seconds: 2)
    let blame = try await git.blame("b.c", at: "HEAD", lines: 2...4)
    #expect(blame.groups.map(\.commit) == [first] && blame.groups[0].path == "a.c")
  }

  @Test func whatIsNotCommittedIsToldApart() async throws {
    try work.commit("one", files: ["a": "a\n"], seconds: 1)
    try work.write("a\nnew\n", to: "a")
    let blame = try await git.blame("a", at: nil)
    #expect(blame.groups.last?.commit == Blame.uncommitted)
  }

  @Test(arguments: ["with \"quotes\"", "tab\tin it", "ümlaut", "a=b", ":(top)x", "back\\slash", "-n"])
  func anyNameWillDo(name: String) async throws {
    let first = try work.commit("one", files: [name: "a\n"], seconds: 1)
    let blame = try await git.blame(name, at: "HEAD")
    #expect(blame.groups == [.init(commit: first, line: 1, count: 1, path: name)])
  }

  @Test func aNameThatIsNotUTF8WillDo() async throws {
    let name = PathText.text(bytes: [0x61, 0xFF, 0x62])
    let file = PathText.withCString("\(work.path)/\(name)") { fopen($0, "w") }
    fputs("a\n", file)
    fclose(file)
    let first = try work.commit("one", seconds: 1)
    let blame = try await git.blame(name, at: "HEAD")
    #expect(blame.groups == [.init(commit: first, line: 1, count: 1, path: name)])
  }

  @Test func aFailureKeepsWhatGitSaid() async throws {
    try work.commit("one", files: ["a": "a\n"])
    let error = await #expect(throws: IpaiError.self) { try await git.blame("none", at: "HEAD") }
    #expect(error?.code == .unavailable && (error?.cause as? GitProgramFailure)?.status == 128)
    let missing = GitProgram(in: work.path, environment: ["PATH": "/nonexistent"])
    let absent = await #expect(throws: IpaiError.self) { try await missing.blame("a", at: "HEAD") }
    #expect(absent?.message == "the git program is not installed")
  }

  @Test func cancellingEndsGit() async throws {
    try work.commit("one", files: ["a": "a\n"])
    mkfifo(work.path + "/pipe", 0o600)
    let git = GitProgram(in: work.path, environment: TestRepository.environment) { true }
    // Waits for ever for somebody who writes into the pipe.
    let error = await #expect(throws: IpaiError.self) { try await git.answer(to: ["hash-object", "pipe"]) }
    #expect(error?.code == .interrupted)
  }

  /// Rubbish is passed over, whatever it is.
  @Test func damagedAnswersDoNoHarm() {
    let right = Array(
      """
      0123456789012345678901234567890123456789 1 1 2
      author Ann
      author-mail <ann@example.org>
      author-time 1700000000
      summary one
      filename "a\\tb"
      0123456789012345678901234567890123456789 5 9 1
      filename "a\\303\\274"

      """.utf8)
    let blame = BlameParser.parse(right)
    #expect(blame.groups.map(\.path) == ["a\tb", "aü"] && blame.groups.map(\.line) == [1, 9])
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      var bytes = right
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<20, using: &random))
      let parsed = BlameParser.parse(bytes)
      #expect(parsed.groups.count <= 2 && parsed.groups.allSatisfy { $0.count > 0 && $0.line > 0 })
    }
    #expect(
      BlameParser.parse(Array("\(String(repeating: "0", count: 40)) 1 9223372036854775807 9\nfilename a\n".utf8)).groups
        .isEmpty)
  }
}
