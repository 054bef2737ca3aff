import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// Names of skills, files, branches and people that try to look like something else.
@Suite struct HostileNameTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  /// A line break with a line that ipai did not write, an escape, a change of direction, and a line separator.
  private static let poison = "x\nforged: all is well\u{1B}[2K\u{202E}y\u{2028}forged: too"

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
  }

  private func write(_ folder: String, name: String, _ more: [String: String] = [:]) throws {
    try repository.write(
      "---\nname: \(name)\ndescription: Does it.\nmetadata:\n  version: 1.0.0\n  status: approved\n---\nDo.\n",
      to: "\(folder)/SKILL.md")
    for (path, text) in more { try repository.write(text, to: "\(folder)/\(path)") }
  }

  private func ipai(_ words: String..., environment: [String: String] = [:]) async -> CommandRun {
    await CommandRun.awaiting(
      words, home: home, in: repository.path,
      environment: TestRepository.environment.filter { $0.key == "PATH" }.merging(environment) { $1 })
  }

  /// Nothing but line feeds that a terminal acts on, and no line that somebody else wrote.
  private func expectHarmless(_ text: String, _ what: String) {
    let isHarmless = text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || ![.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
          && !(0x202A...0x202E).contains(scalar.value)
    }
    #expect(isHarmless, "\(what): \(text.debugDescription)")
    let lines = text.split(separator: "\n")
    #expect(
      !lines.contains { $0.drop { " `-|".contains($0) }.hasPrefix("forged") }, "\(what): \(text.debugDescription)")
  }

  private func expectHarmless(_ run: CommandRun, _ what: String) {
    expectHarmless(run.output, what)
    expectHarmless(run.error, what)
  }

  @Test func foldersAndFilesOfSkills() async throws {
    try write(
      "skills/\(Self.poison)", name: "one", ["evals/a.yaml": "- {name: a, command: 'false', expect: {exit: 0}}\n"])
    try write("skills/two", name: "two", [Self.poison: "x"])
    try write("skills/more/\(Self.poison)", name: "three")
    try write("skills/again/\(Self.poison)", name: "three")
    let evals =
      "- {name: \"a\\nforged: passed\\e[2K\", command: \"printf 'a\\\\nforged: b\\\\033[2K' >&2; exit 3\", expect: {exit: 0}}\n"
    try write("skills/four", name: "four", ["evals/a.yaml": evals])
    try repository.commit("skills")
    let summary = try home.write("", to: "summary.md")
    let words = ["--to", home.file("r.db")]
    for more in [[], ["--run-evals"], ["--allow-missing-evals"]] {
      let plan = await CommandRun.awaiting(
        ["promote", "plan"] + words + more, home: home, in: repository.path,
        environment: ["PATH": "/usr/bin:/bin", "GITHUB_STEP_SUMMARY": summary])
      #expect(plan.status == 65)
      expectHarmless(plan, "plan \(more)")
    }
    expectHarmless(try String(contentsOfFile: summary, encoding: .utf8), "summary")
    expectHarmless(await ipai("skills", "validate", "./skills"), "validate")
    expectHarmless(await ipai("skills", "sync", "./skills"), "sync")
    expectHarmless(await ipai("skills", "eval", "./skills/\(Self.poison)", "./skills/four"), "eval")
    expectHarmless(await ipai("skills", "eval", "./skills/two"), "eval two")
    expectHarmless(await ipai("skills", "add", "./skills/\(Self.poison)x"), "add")
    expectHarmless(await ipai("skills", "show", Self.poison), "show")
    expectHarmless(
      await ipai("skills", "install", Self.poison, "--from", repository.path + "/" + Self.poison), "install")
    try write("skills/two", name: "two", [Self.poison: "changed"])
    expectHarmless(await ipai("promote", "--to", home.file("r.db")), "dirty")
    expectHarmless(await ipai("promote", "plan", "--dir", Self.poison, "--to", home.file("r.db")), "folder")
    expectHarmless(await ipai("promote", "plan", "--to", home.file(Self.poison + ".db")), "registry")
  }

  @Test func peopleAndBranches() async throws {
    try write("skills/one", name: "one")
    let name = "An\u{1B}[2Kn\u{202E}e|`x`"
    try repository.git("checkout", "-q", "-b", "to\u{202E}x\u{2028}y")
    try repository.git("add", ".")
    try repository.git("-c", "user.name=\(name)", "commit", "-q", "--author", "\(name) <a@example.org>", "-m", "x")
    let words = ["--to", home.file("r.db"), "--allow-missing-evals"]
    let plan = home.file("plan.json")
    let environment = ["PATH": "/usr/bin:/bin"]
    let planned = await CommandRun.awaiting(
      ["promote", "plan", "--out", plan] + words, home: home, in: repository.path, environment: environment)
    expectHarmless(planned, "plan")
    let applied = await ipai(
      "promote", "apply", plan, "--to", home.file("r.db"), "--by", "b\nforged: y\u{1B}[2K", "--reason", Self.poison)
    #expect(applied.status == 0, "\(applied.error)")
    expectHarmless(applied, "apply")
    expectHarmless(await ipai("promote", "apply", plan, "--to", home.file("r.db")), "apply again")
    for verb in [["log"], ["status"], ["verify"], ["outbox", "list"]] {
      expectHarmless(
        await CommandRun.awaiting(
          ["promote"] + verb + ["--to", home.file("r.db")], home: home, in: repository.path, environment: environment),
        "\(verb)")
    }
  }
}
