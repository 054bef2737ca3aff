import IpaiGit
import TestSupport
import Testing

@Suite struct RenameTests {
  private let work: TestRepository

  init() throws { work = try TestRepository() }

  private var git: GitProgram { GitProgram(in: work.path, environment: TestRepository.environment) }

  private func text(_ word: String) -> String {
    (1...20).map { "\(word) line \($0)\n" }.joined()
  }

  @Test func renamesAreFollowedOneByOne() async throws {
    let first = try work.commit("one", files: ["a": text("x")], seconds: 1)
    try work.git("mv", "a", "b")
    try work.commit("rename", seconds: 2)
    try work.commit("change", files: ["b": text("x") + text("y")], seconds: 3)
    try work.git("mv", "b", "c d")
    try work.commit("rename again", seconds: 4)
    #expect(try await git.currentName(of: "a", since: first) == "c d")
    #expect(try await git.currentName(of: "a", since: nil) == "c d")
    #expect(try await git.currentName(of: "b", since: nil) == "c d")
  }

  @Test func whatWasRemovedHasNoName() async throws {
    let first = try work.commit("one", files: ["a": text("x"), "z": "z\n"], seconds: 1)
    try work.git("rm", "-q", "a")
    try work.commit("remove", seconds: 2)
    #expect(try await git.currentName(of: "a", since: first) == nil)
    #expect(try await git.currentName(of: "never", since: nil) == nil)
  }

  @Test func aRenameOnABranchIsFollowedThroughTheMerge() async throws {
    let first = try work.commit("one", files: ["a": text("x"), "z": "z\n"], seconds: 1)
    try work.git("checkout", "-q", "-b", "side")
    try work.git("mv", "a", "b")
    try work.commit("rename", seconds: 2)
    try work.git("checkout", "-q", "main")
    try work.commit("other", files: ["z": "zz\n"], seconds: 3)
    try work.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    #expect(try await git.currentName(of: "a", since: first) == "b")
  }

  @Test func namesThatGoRoundEnd() async throws {
    let first = try work.commit("one", files: ["a": text("x"), "z": "z\n"], seconds: 1)
    for (from, to) in [("a", "b"), ("b", "a"), ("a", "c")] {
      try work.git("mv", from, to)
      try work.commit("\(from) \(to)", seconds: 2)
    }
    #expect(try await git.currentName(of: "a", since: first) == "c")
  }

  @Test func commitsThatNothingLeadsToAreTold() async throws {
    let first = try work.commit("one", files: ["a": "x\n"], seconds: 1)
    let amended = try work.commit("two", files: ["a": "y\n"], seconds: 2)
    try work.git("commit", "-q", "--amend", "-m", "better")
    #expect(try await git.unreachable([first, amended]) == [amended])
    #expect(try await git.unreachable([]) == [])
  }
}
