import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai skills eval`; what evals are and what keeps them apart from the machine is tested in IpaiEvalsTests.
@Suite struct SkillsEvalTests {
  private let home: TemporaryFolder
  private let files: TemporaryFolder

  init() throws {
    home = try TemporaryFolder()
    files = try TemporaryFolder()
  }

  private func write(_ evals: String?, version: String = "1.0.0") throws {
    try files.write(
      "---\nname: greet\ndescription: Greets. Use for hellos.\nmetadata:\n  version: \(version)\n---\nGreet.\n",
      to: "skills/greet/SKILL.md")
    if let evals { try files.write(evals, to: "skills/greet/evals/cases.yaml") }
  }

  private func run(_ words: String..., environment: [String: String] = [:]) async -> CommandRun {
    await CommandRun.awaiting(["skills"] + words, home: home, in: files.path, environment: environment)
  }

  private static let good = """
    - {name: says hello, command: echo hello, expect: {exact: hello}}
    - {name: asks, prompt: Hello, expect: {contains: Ahoy}}

    """
  private static let bad = good + "- {name: says goodbye, command: echo hello, expect: {exact: goodbye}}\n"

  private var records: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: home.file(".local/share/ipai/evals"))) ?? []
  }

  @Test func theShapeIsDocumented() async throws {
    try write(Self.bad)
    let bad = await run("eval", "./skills/greet", "--format", "json")
    #expect(bad.status == 1 && bad.error.contains("1 case failed"))
    try write(nil, version: "1.1.0")
    try FileManager.default.removeItem(atPath: files.file("skills/greet/evals"))
    let none = await run("eval", "./skills/greet", "--format", "json", "--jobs", "1")
    #expect(none.status == 0 && none.error.contains("greet has no evals"))
    try JSONKey.check(
      "ipai skills eval", [JSONKey.paths(in: bad.json)], empty: [JSONKey.paths(in: none.json)])
  }

  @Test func aTableHasALineForEachCase() async throws {
    try write(Self.bad)
    let answer = await run("eval", "skills/greet")
    let lines = answer.output.replacing(#/  \d+\.\d\d s/#, with: "").split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "greet 1.0.0", "  passed   says hello", "  skipped  asks", "           it needs a model, and none is named",
        "  failed   says goodbye", "           expected 'goodbye', got 'hello'",
        "3 cases: 1 passed, 1 failed, 1 skipped",
      ])
    #expect(answer.status == 1 && records == ["greet.json"])
  }

  @Test func aSkillIsNamedOrItsFolderIs() async throws {
    try write(Self.good)
    #expect(await run("sync", "skills").status == 0)
    try write(Self.bad, version: "2.0.0")
    #expect(await run("eval", "greet", "greet@1.0.0", "--discard").output.contains("4 cases: 2 passed"))
    #expect(records.isEmpty)
    let unknown = await run("eval", "other")
    #expect(unknown.status == 66 && unknown.error.contains("hint: to run the evals of a folder, give its path"))
    #expect(await run("eval", "./nothing").status == 66)
    #expect(await run("eval").status == 64)
  }

  @Test func evalsThatCannotBeReadAreAConflict() async throws {
    try write("- name: a\n  command: x\n")
    let answer = await run("eval", "./skills/greet", "--format", "json")
    #expect(answer.status == 65 && answer.output.isEmpty)
    #expect(answer.error.contains("evals/cases.yaml:1: the case 'a' expects nothing"), "\(answer.error)")
    let validation = await run("validate", "skills")
    #expect(validation.status == 0)
    #expect(
      validation.output.contains("the evals cannot be read: the case 'a' expects nothing"), "\(validation.output)")
    #expect(await run("validate", "skills", "--strict").status == 1)
  }

  @Test func aModelNeedsAnAddressAndAName() async throws {
    try write(Self.good)
    for (words, part) in [
      (["--grader-url", "http://localhost:1/v1"], "hint: add --grader-model NAME"),
      (["--grader-model", "m"], "hint: add --grader-url URL"),
      (["--grader-url", "http://example.com", "--grader-model", "m"], "is not the address of a model"),
    ] {
      let answer = await CommandRun.awaiting(["skills", "eval", "./skills/greet"] + words, home: home, in: files.path)
      #expect(answer.status == 64 && answer.error.contains(part), "\(answer.error)")
    }
    let closed = await run("eval", "./skills/greet", "--grader-url", "http://127.0.0.1:1/v1", "--grader-model", "m")
    #expect(closed.status == 1 && closed.output.contains("cannot be used now"))
  }

  /// The setting says how many cases run at once.
  @Test func casesRunAtOnce() async throws {
    // What a command wrote is in the reason why its case failed.
    let command = "date +%s.%N; sleep 1; date +%s.%N"
    try write((0..<4).map { "- {name: c\($0), command: '\(command)', expect: {exact: x}}\n" }.joined())
    func areTogether(_ jobs: String) async throws -> Bool {
      let answer = await run("eval", "./skills/greet", "--format", "json", environment: ["IPAI_JOBS": jobs])
      let times = answer.output.matches(of: /got '([0-9.]+)\\\\n([0-9.]+)'/).compactMap { match in
        Double(match.output.1).flatMap { start in Double(match.output.2).map { (start, $0) } }
      }
      #expect(times.count == 4, "\(answer.output)")
      let sorted = times.sorted { $0.0 < $1.0 }
      return zip(sorted, sorted.dropFirst()).contains { $0.1 > $1.0 }
    }
    #expect(try await areTogether("4"))
    #expect(try await !areTogether("1"))
  }

  /// Nothing is run where it would not be isolated, if that was asked for.
  @Test func whatCannotBeIsolatedIsNotRun() async throws {
    try write("- {name: c, command: 'true', expect: {exit: 0}}\n")
    let isAvailable = !(await run("eval", "./skills/greet")).error.contains("cannot be kept")
    #expect(await run("eval", "./skills/greet", "--isolated").status == (isAvailable ? 0 : 69))
  }
}
