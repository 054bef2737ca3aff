import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai skills install`, from a registry that is a folder.
@Suite struct SkillsInstallTests {
  private let desk: CommandFixture

  init() async throws {
    desk = try CommandFixture()
    let text =
      "---\nname: tidy\ndescription: Tidies up. Use it daily.\n"
      + "metadata:\n  version: 1.0.0\n  status: approved\n---\nTidy.\n"
    try desk.repository.commit(
      "skills",
      files: [
        "skills/tidy/SKILL.md": text,
        "skills/sort/SKILL.md": text.replacing("tidy", with: "sort").replacing("Tidies", with: "Sorts"),
        "skills/sort/notes.md": "notes",
      ])
    let run = await ipai("promote", "--allow-missing-evals", "--to", "registry", "--yes")
    #expect(run.status == 0, "\(run.error)")
  }

  private func ipai(_ words: String...) async -> CommandRun { await desk.awaiting(words) }

  private func keys(_ words: String...) async -> Set<String> {
    let run = await desk.awaiting(["skills", "install"] + words + ["--format", "json"])
    #expect(run.json != nil, "\(words): \(run.error)")
    return JSONKey.paths(in: run.json)
  }

  @Test func whatItWritesIsDocumented() async throws {
    let store = await keys("tidy@1.0.0", "--from", "registry/registry.db")
    let folder = await keys("tidy", "sort@latest", "--from", "registry")
    try JSONKey.check("ipai skills install", [store, folder])
  }

  /// Without names, all of the lock file; without --from, what it names; without --into, .agents/skills.
  @Test func theDefaultsAreInForce() async throws {
    let unnamed = await ipai("skills", "install", "--from", "registry")
    #expect(unnamed.status == 64 && unnamed.error.contains("no skill is named"), "\(unnamed.error)")
    let nowhere = await ipai("skills", "install", "tidy")
    #expect(nowhere.status == 64 && nowhere.error.contains("no registry is named"), "\(nowhere.error)")
    let first = await ipai("skills", "install", "tidy", "sort", "--from", "registry")
    #expect(first.status == 0 && first.output.contains("installed"), "\(first.error)")
    let skills = desk.repository.path + "/.agents/skills"
    // A registry in the repository is named as it is seen from the lock file, so that others can use that.
    let lock = try String(contentsOfFile: skills + "/skills-lock.json", encoding: .utf8)
    #expect(lock.contains(#""source" : "../../registry""#) && !lock.contains(desk.repository.path), "\(lock)")
    try FileManager.default.removeItem(atPath: skills + "/sort")
    let again = await ipai("skills", "install", "--locked")
    #expect(
      again.status == 0 && again.output.contains("tidy   1.0.0    approved  unchanged"), "\(again.output)\(again.error)"
    )
    #expect(FileManager.default.fileExists(atPath: skills + "/sort/notes.md"))
    #expect(try String(contentsOfFile: skills + "/skills-lock.json", encoding: .utf8) == lock)
  }

  @Test func whatIsWrongIsSaid() async throws {
    for (words, status, message) in [
      (["nothing", "--from", "registry"], 66, "there is no skill 'nothing'"),
      (["tidy@9", "--from", "registry"], 66, "there is no version 9 of 'tidy'"),
      (["tidy", "tidy", "--from", "registry"], 64, "named twice"), (["Tidy", "--from", "registry"], 64, "name"),
      (["tidy", "--from", "elsewhere"], 66, "has no skills to install"),
      (["tidy", "--from", "none.db"], 66, "there is no database"),
      (["tidy", "--from", "ftp://example.org"], 64, "postgres://"),
      (["tidy", "--from", "http://example.org"], 64, "https://"),
      (["tidy@1.0.0", "--locked"], 64, "--locked"), (["--locked"], 66, "there is no lock file"),
    ] as [([String], Int32, String)] {
      let run = await desk.awaiting(["skills", "install"] + words)
      #expect(run.status == status && (run.error).contains(message), "\(words): \(run.status) \(run.error)")
    }
  }

  /// A registry that was published by halves is repaired by the next verification, and one that was altered is named.
  @Test func aFolderIsVerified() async throws {
    let artifacts = desk.repository.path + "/registry/.well-known/agent-skills/artifacts"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: artifacts).first { $0.hasSuffix(".gz") })
    try "other".write(toFile: "\(artifacts)/\(name)", atomically: true, encoding: .utf8)
    let verified = await ipai("promote", "verify", "--to", "registry")
    #expect(
      verified.status == 1 && (verified.output + verified.error).contains("\(name) was altered"), "\(verified.output)")
    let install = await ipai("skills", "install", "sort", "--from", "registry")
    #expect(install.status == 65 && install.error.contains("has the digest"), "\(install.error)")
    #expect(!FileManager.default.fileExists(atPath: desk.repository.path + "/.agents"))
    // A promotion that has nothing to do publishes what is missing.
    #expect(await ipai("promote", "--allow-missing-evals", "--to", "registry", "--yes").status == 0)
    #expect(await ipai("promote", "verify", "--to", "registry").status == 0)
    try FileManager.default.removeItem(atPath: desk.repository.path + "/registry/.well-known")
    #expect(await ipai("promote", "verify", "--to", "registry").status == 0)
    #expect(await ipai("skills", "install", "sort", "--from", "registry").status == 0)
  }
}
