import DomainTestSupport
import Foundation
import TestSupport
import Testing

/// The commands that ipai's hints name can be run by a shell as they are, and they help.
@Suite(.onOwnThreads) struct FollowedHintTests {
  private let binary: Binary
  private let repository: TestRepository

  init() throws {
    binary = try Binary()
    repository = try TestRepository()
    for number in 1...5 {
      try repository.commit("net: change \(number)", files: ["f": "\(number)\n"], seconds: number)
    }
  }

  /// Runs a line of a shell in the repository or, away from it, in the home folder.
  private func shell(_ line: String, away: Bool = false) throws -> Subprocess {
    let binaries = (Binary.path as NSString).deletingLastPathComponent
    var environment = binary.environment.merging(TestRepository.environment) { own, _ in own }
    environment["PATH"] = "\(binaries):/usr/bin:/bin"
    let folder = if away { binary.home.path } else { repository.path }
    return try Subprocess.run(["bash", "-c", line], in: folder, environment: environment)
  }

  /// The text after `mark` on the first line of a command's output that has it.
  private func named(_ run: Subprocess, after mark: String) throws -> String {
    let line = (run.text + run.error).split(separator: "\n").first { $0.contains(mark) }
    let found = try #require(line, "\(run.text) \(run.error)")
    return String(found[try #require(found.range(of: mark)).upperBound...])
  }

  /// Runs the command that `line` prints after `mark`, which must begin with `expected`.
  private func follow(_ line: String, after mark: String, away: Bool = false, _ expected: String) throws {
    let command = try named(shell(line, away: away), after: mark)
    #expect(command.hasPrefix(expected), "\(command)")
    let run = try shell(command, away: away)
    #expect(run.status == 0, "\(command): \(run.error)")
  }

  @Test(arguments: [
    ("ipai commits status", "exists now: "), ("ipai doctor", "fix: "), ("ipai commits show HEAD~4", "run: "),
  ])
  func aReferenceThatIsGoneIsLeftOut(line: String, mark: String) throws {
    try repository.git("branch", "old")
    #expect(try shell("ipai commits index --ref old --ref main --max-commits 2 --no-diff-words").status == 0)
    try repository.git("branch", "-D", "old")
    try follow(line, after: mark, "ipai commits index ")
    let status = try shell("ipai commits status")
    #expect(status.status == 0 && status.text.contains("references  main\n"), "\(status.text) \(status.error)")
    #expect(status.text.contains("diff words  no\n"))
  }

  @Test func gitIsAskedAboutTheRepositoryThatWasNamed() throws {
    let clone = try TestRepository(cloning: "file://" + repository.path, "--depth", "2")
    try follow("ipai commits index '\(clone.path)'", after: "to get all of it: ", away: true, "git -C \(clone.path) ")
    #expect(try clone.git("rev-list", "--count", "HEAD") == "5")
    let commit = try repository.git("rev-parse", "HEAD~1")
    let file = repository.path + "/.git/objects/\(commit.prefix(2))/\(commit.dropFirst(2))"
    try FileManager.default.removeItem(atPath: file)
    for line in ["ipai commits index --rebuild '\(repository.path)'", "ipai commits status '\(repository.path)'"] {
      let command = try named(shell(line, away: true), after: "check with: ")
      #expect(try (shell(command, away: true).error + shell(command, away: true).text).contains(commit))
    }
    #expect(try named(shell("ipai commits index"), after: "check with: ") == "git fsck")
  }

  @Test func aDamagedDatabaseIsMovedAwayAndMadeAnew() throws {
    #expect(try shell("ipai commits index --db 'my own.db'").status == 0)
    // The file is overwritten from the middle on, and the log beside it belongs to an earlier database.
    let damage = """
      python3 - 'my own.db' <<'END'
      import sys
      with open(sys.argv[1], "r+b") as file:
          size = file.seek(0, 2); file.seek(size // 2); file.write(b"\\xa5" * (size - size // 2))
      open(sys.argv[1] + "-wal", "wb").write(b"\\x37\\x7f\\x06\\x82" + b"\\x00" * 4096)
      END
      """
    #expect(try shell(damage).status == 0)
    try follow("ipai doctor --db 'my own.db'", after: "fix: ", "mv ")
    let again = try shell("ipai doctor --db 'my own.db'")
    #expect(again.status == 0 && again.text.contains("5 commits indexed, up to date"), "\(again.text)")
    #expect(!FileManager.default.fileExists(atPath: binary.home.file(".local/share/ipai/ipai.db")))
  }

  @Test func aDatabaseOfTheEnvironmentIsNotRepeated() throws {
    let status = try shell("IPAI_DB=other.db ipai commits status")
    #expect(status.error.contains("run: ipai commits index") && !status.error.contains("--db"))
  }

  @Test func vectorsAreAddedToWhatIsSelected() throws {
    let files = try TemporaryFolder()
    let model = "export IPAI_MODEL=tiny; "
    #expect(try shell("ipai commits index --max-commits 3 --db x.db").status == 0)
    #expect(try shell("ipai model install tiny --from '\(TinyModel().write(to: files))'").status == 0)
    for (line, mark) in [
      ("ipai rag search net --mode vector --db x.db", "hint: run: "),
      ("ipai commits status --db x.db", "computed; run: "),
    ] {
      let command = try named(shell(model + line), after: mark)
      #expect(command.hasPrefix("ipai commits index --db x.db ") && command.hasSuffix(" --max-commits 3"), "\(command)")
    }
    try follow(model + "ipai commits status --db x.db", after: "computed; run: ", "ipai commits index ")
    let command = try named(shell(model + "ipai commits status --db x.db"), after: "computed; run: ")
    #expect(try shell(model + command).status == 0)
    #expect(try shell(model + "ipai commits status --db x.db").text.contains("by meaning  all\n"))
  }

  @Test func modelsAreNamed() throws {
    let files = try TemporaryFolder()
    let missing = try shell("IPAI_MODEL=tiny ipai model embed </dev/null")
    #expect(missing.error.contains("hint: run: ipai model install tiny --from PLACE\n"), "\(missing.error)")
    #expect(try shell("ipai model install tiny --from '\(TinyModel().write(to: files))'").status == 0)
    let path = binary.home.file(".local/share/ipai/models/tiny.model")
    let content = try Data(contentsOf: URL(fileURLWithPath: path))
    try content.dropLast(1).write(to: URL(fileURLWithPath: path))
    let broken = try shell("ipai model verify tiny")
    #expect(broken.error.contains("ipai model install tiny --from PLACE"), "\(broken.error)")
  }

  @Test func theManualThatIsNamedIsThere() throws {
    try binary.home.write("x: &y 1\n", to: ".config/ipai/config.yaml")
    #expect(try named(shell("ipai commits list"), after: "hint: see ") == "'man 5 ipai-config'")
  }
}
