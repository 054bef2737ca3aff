import Foundation
import IpaiGit
import TestSupport
import Testing

/// A repository that somebody else made runs no programs of theirs, and fetches nothing.
@Suite struct GitProgramSafetyTests {
  private let work: TestRepository
  private let files: TemporaryFolder

  init() throws {
    work = try TestRepository()
    files = try TemporaryFolder()
    try work.commit("one", files: [".gitattributes": "* filter=evil diff=evil\n", "a": "a\nb\n"])
  }

  private func trap(_ name: String) -> String { "touch \(files.file(name)); cat" }

  @Test func noProgramOfItsConfigurationIsRun() async throws {
    for (key, value) in [
      ("filter.evil.clean", trap("clean")), ("filter.evil.process", trap("process")),
      ("filter.e=v.il.clean", trap("odd")), ("diff.evil.textconv", trap("textconv")),
      ("diff.evil.command", trap("command")), ("diff.external", trap("external")),
      ("core.fsmonitor", trap("fsmonitor")), ("core.pager", trap("pager")), ("core.sshCommand", trap("ssh")),
    ] {
      try work.git("config", key, value)
    }
    try work.write("a\nB\n", to: "a")
    let git = GitProgram(in: work.path, environment: TestRepository.environment)
    _ = try await git.blame("a", at: nil)
    _ = try await git.blame("a", at: nil, lines: 1...2)
    _ = try await git.blame("a", at: "HEAD")
    _ = try await git.currentName(of: "none", since: nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: files.path) == [])
  }

  /// What the test above would find: git itself runs the filter.
  @Test func gitItselfRunsTheFilter() throws {
    try work.git("config", "filter.evil.clean", trap("clean"))
    try work.write("a\nB\n", to: "a")
    try work.git("blame", "a")
    #expect(try FileManager.default.contentsOfDirectory(atPath: files.path) == ["clean"])
  }

  @Test func aFilterOfTheRepositoryIsTold() async throws {
    let git = GitProgram(in: work.path, environment: TestRepository.environment)
    #expect(try await !git.hasOwnFilter("a"))
    try work.git("config", "filter.evil.clean", trap("clean"))
    #expect(try await git.hasOwnFilter("a"))
    try work.write("* filter=other\n", to: ".gitattributes")
    #expect(try await !git.hasOwnFilter("a"))
  }

  @Test func filtersOfTheUserStay() async throws {
    try work.write("a\nB\n", to: "a")
    let configuration = files.file("config")
    try "[filter \"evil\"]\n  clean = tr B b\n".write(toFile: configuration, atomically: true, encoding: .utf8)
    let environment = TestRepository.environment.merging(["GIT_CONFIG_GLOBAL": configuration]) { $1 }
    let blame = try await GitProgram(in: work.path, environment: environment).blame("a", at: nil)
    #expect(!blame.groups.contains { $0.commit == Blame.uncommitted })
  }

  @Test func aPartialCloneFetchesNothing() async throws {
    try work.commit("two", files: ["a": "a\nC\n"], seconds: 9)
    try work.git("config", "uploadpack.allowFilter", "true")
    let clone = try TestRepository(cloning: "file://" + work.path, "--filter=blob:none")
    let git = GitProgram(in: clone.path, environment: TestRepository.environment)
    await #expect(throws: (any Error).self) { try await git.blame("a", at: "HEAD") }
    // As above: git itself fetches.
    try clone.git("blame", "HEAD", "--", "a")
    _ = try await git.blame("a", at: "HEAD")
  }
}
