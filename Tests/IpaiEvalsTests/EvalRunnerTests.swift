import Foundation
import IpaiCore
import IpaiSkills
import Synchronization
import TestSupport
import Testing

@testable import IpaiEvals

/// Running cases, in each way that this machine has; what isolates is in IsolationTests.
@Suite struct EvalRunnerTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(
    _ package: SkillPackage, jobs: Int = 2, _ sandbox: EvalSandbox? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws -> EvalResults {
    let runner =
      if let sandbox { EvalRunner(temporaryFolder: folder.path, jobs: jobs, sandbox: sandbox) } else {
        try await EvalRunner(temporaryFolder: folder.path, jobs: jobs)
      }
    return try await runner.run(package, at: Timestamp(seconds: 0), ipai: "1.2.3", isCancelled: isCancelled)
  }

  private static let plain = EvalSandbox(way: .plain, user: nil)

  /// Each expectation as it is met and as it is not, with the beginning of the reason.
  @Test(arguments: [false, true])
  func expectationsAreChecked(isPlain: Bool) async throws {
    let cases: [(command: String, expect: String, reason: String?)] = [
      ("true", "exit: 0", nil), ("exit 3", "exit: 3", nil),
      ("echo oh no >&2; exit 3", "exit: 0", "expected the exit status 0, got 3: oh no"),
      ("kill -9 $$", "exit: 137", nil),
      ("echo hello", "exact: hello", nil), ("echo hello", "exact: hell", "expected 'hell', got 'hello'"),
      ("true", "exact: ''", nil), ("printf 'a\\n\\nb\\n'", "exact: \"a\\n\\nb\"", nil),
      ("echo hello world", "contains: [hello, world]", nil),
      ("echo hello", "contains: [hello, world]", "expected 'world' in the output, got 'hello'"),
      ("echo hello", "not_contains: [bye]", nil),
      ("echo bye", "not_contains: [bye]", "expected no 'bye' in the output"),
      ("echo v1.2", "regex: '^v[0-9]+[.][0-9]+$'", nil),
      ("echo 1.2", "regex: '^v[0-9]'", "the output does not match the pattern"),
      ("echo '{\"a\": 1}'", "json_schema: {type: object, required: [a]}", nil),
      ("echo '{\"b\": 1}'", "json_schema: {type: object, required: [a]}", "the JSON is not as expected"),
      ("echo nothing", "json_schema: {}", "expected JSON, got 'nothing'"),
      ("printf '\\377'", "exact: x", "the output is not UTF-8 text"),
      ("echo a; exit 1", "contains: a", "expected the exit status 0, got 1"),
    ]
    let text = try cases.enumerated().map { try Skill.text("c\($0)", $1.command, $1.expect) }.joined()
    let results = try await run(Skill.package(text), isPlain ? Self.plain : nil)
    #expect(results.cases.count == cases.count && results.verdict == .failed)
    for (result, one) in zip(results.cases, cases) {
      #expect(result.status == (one.reason == nil ? .passed : .failed), "\(one.command): \(result.reason ?? "")")
      #expect(result.reason?.hasPrefix(one.reason ?? "") ?? (one.reason == nil), "\(result.reason ?? "")")
    }
  }

  @Test(arguments: [false, true])
  func aCaseHasItsFilesInputAndEnvironment(isPlain: Bool) async throws {
    let script = SkillFile(path: "scripts/run.sh", isExecutable: true, content: Data("#!/bin/sh\ncat; echo $1\n".utf8))
    let text = """
      - name: runs
        command: "scripts/run.sh arg; cat more/a.txt; ls -l scripts/run.sh SKILL.md | cut -c1-10; pwd | grep -c skills/greet$"
        input: "from input\\n"
        files: {more/a.txt: "own\\n"}
        expect: {exact: "from input\\narg\\nown\\n-rw-r--r--\\n-rwxr-xr-x\\n1"}
      - name: environment
        command: "env | cut -d= -f1 | sort | tr '\\\\n' ' '; echo; echo $LANG $A; test -w $HOME && test -w $TMPDIR"
        env: {A: "x y"}
        expect: {contains: ["A HOME LANG PATH PWD", "C.UTF-8 x y"]}
      - {name: replaces, command: "cat SKILL.md", files: {SKILL.md: other}, expect: {exact: other}}
      - {name: writes, command: "echo changed > SKILL.md", expect: {exit: 0}}
      - {name: fresh, command: "cat SKILL.md", expect: {contains: pirate}}
      """
    setenv("IPAI_TEST_TOKEN", "secret-of-the-caller", 1)
    let results = try await run(Skill.package(text, in: "evals/a.yml", script), jobs: 1, isPlain ? Self.plain : nil)
    #expect(results.verdict == .passed, "\(results.cases)")
    #expect(results.skill == "greet" && results.ipai == "1.2.3" && results.digest.hasPrefix("sha256:"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test(arguments: [false, true])
  func whatNeverEndsIsEnded(isPlain: Bool) async throws {
    let text = """
      - {name: sleeps, command: "sleep 60410", timeout: 1, expect: {exit: 0}}
      - {name: ignores, command: "trap '' TERM INT HUP; while :; do sleep 1; done", timeout: 1, expect: {exit: 0}}
      - {name: background, command: "sleep 60411 & sleep 60412 & echo started", timeout: 20, expect: {exact: started}}
      - {name: endless, command: "yes", timeout: 20, expect: {exit: 0}}
      - {name: gigabyte, command: "head -c 1000000000 /dev/zero >&2", timeout: 20, expect: {exit: 0}}
      """
    let start = ContinuousClock.now
    let results = try await run(Skill.package(text), isPlain ? Self.plain : nil)
    #expect(ContinuousClock.now - start < .seconds(60))
    let reasons = Dictionary(uniqueKeysWithValues: results.cases.map { ($0.name, $0.reason ?? "") })
    #expect(reasons["sleeps"] == "it did not end within 1 second" && reasons["ignores"] == reasons["sleeps"])
    #expect(reasons["background"] == "")
    #expect(
      reasons["endless"] == "it wrote more than 1.0 MB" && reasons["gigabyte"] == reasons["endless"], "\(reasons)")
    try await expectNoProcess("sleep 6041[012]")
  }

  /// What was ended may take a moment to be gone.
  private func expectNoProcess(_ pattern: String) async throws {
    for _ in 0..<50 {
      if try Subprocess.run(["pgrep", "-f", "^" + pattern]).status != 0 { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("a process is left: \(pattern)")
  }

  @Test func casesRunInParallel() async throws {
    let text = try (0..<8).map { try Skill.text("c\($0)", "sleep 3", "exit: 0") }.joined()
    let start = ContinuousClock.now
    let results = try await run(Skill.package(text), jobs: 8)
    #expect(results.verdict == .passed && results.cases.map(\.name) == (0..<8).map { "c\($0)" })
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test(arguments: [false, true])
  func cancellingLeavesNothingBehind(isPlain: Bool) async throws {
    let text = try (0..<20).map { try Skill.text("c\($0)", "sleep 70\(isPlain ? 1 : 2); true", "exit: 0") }.joined()
    let isCancelled = Atomic(false)
    let cancelling = Task {
      try await Task.sleep(for: .seconds(1))
      isCancelled.store(true, ordering: .relaxed)
    }
    let flag: @Sendable () -> Bool = { isCancelled.load(ordering: .relaxed) }
    let error = await #expect(throws: IpaiError.self) {
      try await run(Skill.package(text), isPlain ? Self.plain : nil, isCancelled: flag)
    }
    try await cancelling.value
    #expect(error?.code == .interrupted)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    try await expectNoProcess("sleep 70\(isPlain ? 1 : 2)")
  }

  /// Where nothing can be isolated, root at least becomes somebody else.
  @Test(.enabled(if: geteuid() == 0, "only root can become another user"))
  func rootDoesNotRunCommands() async throws {
    let sandbox = try #require(EvalSandbox.candidates(isRoot: true).last)
    #expect(sandbox.way == .plain && sandbox.user != nil)
    let secret = try folder.write("secret", to: "secret.txt")
    chmod(secret, 0o600)
    let text =
      try Skill.text("user", "id -u", "exact: '\(sandbox.user ?? 0)'")
      + Skill.text("secret", "cat \(secret) 2>/dev/null || echo none", "exact: none")
      + Skill.text("writes", "echo x > SKILL.md && cat SKILL.md && touch $HOME/a $TMPDIR/a", "exact: x")
    let results = try await run(Skill.package(text), sandbox)
    #expect(results.verdict == .passed && results.isolation == .none, "\(results.cases)")
  }

  @Test func evalsThatCannotBeReadAreSaid() async throws {
    let error = await #expect(throws: IpaiError.self) { try await run(Skill.package("- name: a\n  x: 1\n")) }
    #expect(error?.code == .conflict && error?.message == "greet/evals/cases.yaml:2: there is no key 'x' here")
    #expect(try await run(SkillPackage(SkillTree([Skill.main]), form: .folder, folderName: nil)).verdict == .none)
  }

  @Test func withoutAModelWhatNeedsOneIsSkipped() async throws {
    let text = """
      - {name: asks, prompt: Hello, expect: {contains: Ahoy}}
      - {name: judged, command: echo Ahoy, expect: {graded: It is rude.}}
      - {name: wrong anyway, command: exit 1, expect: {graded: It is rude.}}
      """
    let results = try await run(Skill.package(text))
    #expect(results.cases.map(\.status) == [.skipped, .skipped, .failed])
    #expect(results.cases[0].reason == "it needs a model, and none is named")
  }
}
