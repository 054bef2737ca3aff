import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// Verbs that only read, and promotions that are refused, make no database and no folder.
@Suite struct NothingMadeTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    try repository.write(
      "---\nname: one\ndescription: Does one.\nmetadata:\n  version: 1.0.0\n  status: approved\n---\nDo.\n",
      to: "skills/one/SKILL.md")
    try repository.commit("one")
  }

  private func run(_ words: [String], environment: [String: String] = [:]) async -> CommandRun {
    await CommandRun.awaiting(
      words, home: home, in: repository.path,
      environment: TestRepository.environment.filter { $0.key == "PATH" }.merging(environment) { $1 })
  }

  private var made: [String] { FileManager.default.enumerator(atPath: home.path)?.allObjects as? [String] ?? [] }

  @Test(arguments: ["r.db", "registry", "some/where/r.db"])
  func registries(place: String) async throws {
    let to = ["--to", home.file(place)]
    for words in [
      ["plan"], ["plan", "--allow-missing-evals"], ["status"], ["log"], ["verify"], ["outbox", "list"],
      ["outbox", "deliver"], ["apply"], ["run"], ["run", "--dry-run", "--allow-missing-evals"],
      ["run", "--skill", "none"], ["run", "--status", "stable"],
    ] {
      let run = await run(["promote"] + words + to)
      #expect(made.isEmpty, "\(words): \(made) \(run.error)")
    }
    _ = await run(["promote", "rollback", "one", "--reason", "x", "--registry", home.file(place)])
    _ = await run(["skills", "install", "one", "--from", home.file(place), "--into", home.file("into")])
    #expect(made.isEmpty, "\(made)")
    let promoted = await run(["promote", "run", "--allow-missing-evals"] + to)
    #expect(promoted.status == 0 && FileManager.default.fileExists(atPath: home.file(place)), "\(promoted.error)")
  }

  /// What is wrong with the key, the name or the receivers shows before the registry is made.
  @Test(arguments: ["r.db", "registry", "some/where/r.db"])
  func promotionsThatCannotBeSigned(place: String) async throws {
    let words = ["promote", "run", "--allow-missing-evals", "--to", home.file(place)]
    let missing = ["--sign", home.file("missing-key")]
    for (more, environment) in [
      (missing + ["--signer", "ann"], [:]), (missing, [:]), (["--signer", "ann"], ["IPAI_SIGNING_KEY": "none"]),
      ([], ["IPAI_ROLLOUT": "/nowhere/rollout"]),
    ] {
      let run = await run(words + more, environment: environment)
      #expect(run.status != 0 && !made.contains { place.hasPrefix($0) }, "\(more): \(made) \(run.error)")
    }
  }

  @Test func skills() async throws {
    for words in [
      ["list"], ["show", "one"], ["history", "one"], ["diff", "one", "1.0.0", "1.0.1"], ["find", "one"],
      ["export", "one", "--dir", home.file("out")], ["set-status", "one", "1.0.0", "stable", "--reason", "x"],
      ["validate", "./skills"], ["eval", "one"], ["add", "./nowhere"],
    ] {
      let run = await run(["skills"] + words)
      #expect(made.isEmpty, "\(words): \(made) \(run.error)")
    }
  }
}
