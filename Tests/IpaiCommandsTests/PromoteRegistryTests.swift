import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// Registries that were restored, that cannot be used, and that hints have to name.
@Suite struct PromoteRegistryTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    try write("1.0.0")
  }

  private func write(_ version: String) throws {
    try repository.write(
      "---\nname: one\ndescription: Does one.\nmetadata:\n  version: \(version)\n  status: approved\n---\nDo.\n",
      to: "skills/one/SKILL.md")
    try repository.commit(version)
  }

  private func ipai(_ words: String..., environment: [String: String] = [:]) async -> CommandRun {
    let all = TestRepository.environment.filter { $0.key == "PATH" }.merging(environment) { $1 }
    return await CommandRun.awaiting(["promote"] + words, home: home, in: repository.path, environment: all)
  }

  private var registry: String { home.file("registry.db") }

  private func promote(to registry: String) async {
    let run = await ipai("--to", registry, "--allow-missing-evals")
    #expect(run.status == 0 && run.output.contains("promoted:"), "\(run.error)")
  }

  @Test func whatWasRestoredOnPurposeIsAccepted() async throws {
    await promote(to: registry)
    let backup = home.file("backup.db")
    try FileManager.default.copyItem(atPath: registry, toPath: backup)
    try write("1.1.0")
    await promote(to: registry)
    #expect(await ipai("verify", "--to", registry).status == 0)
    try FileManager.default.removeItem(atPath: registry)
    try FileManager.default.copyItem(atPath: backup, toPath: registry)
    for _ in 1...2 {
      let run = await ipai("verify", "--to", registry)
      #expect(run.status == 1 && run.error.contains("its last promotion is 1, and was 2"), "\(run.error)")
      #expect(run.error.contains("ipai promote verify --to \(registry) --accept-restored"), "\(run.error)")
    }
    let named = await ipai("verify", "one", "--to", registry, "--accept-restored")
    #expect(named.status == 64 && named.error.contains("restored as a whole"), "\(named.error)")
    let accepted = await ipai("verify", "--to", registry, "--accept-restored")
    #expect(accepted.status == 0 && accepted.output.contains("it is accepted as it is now"), "\(accepted.error)")
    let after = await ipai("verify", "--to", registry)
    #expect(after.status == 0 && !after.output.contains("age"), "\(after.output)")
    // What follows is known again.
    await promote(to: registry)
    #expect(await ipai("verify", "--to", registry).status == 0)
  }

  @Test func whatIsWrongIsNotAccepted() async throws {
    await promote(to: registry)
    try FileManager.default.copyItem(atPath: registry, toPath: home.file("backup.db"))
    try write("1.1.0")
    await promote(to: registry)
    try FileManager.default.removeItem(atPath: registry)
    try FileManager.default.copyItem(atPath: home.file("backup.db"), toPath: registry)
    let changed = try Subprocess.run(
      ["sqlite3", registry, "DELETE FROM skill_label"], in: home.path, environment: TestRepository.environment)
    #expect(changed.status == 0, "\(changed.text)")
    let refused = await ipai("verify", "--to", registry, "--accept-restored")
    #expect(refused.status == 1 && !refused.output.contains("accepted"), "\(refused.output)")
    let run = await ipai("verify", "--to", registry)
    #expect(run.error.contains("was 2") && !run.error.contains("--accept-restored"), "\(run.error)")
  }

  /// A backup is shorter than what was seen; another history is what somebody else has written.
  @Test func aLogThatWasWrittenAnewNeedsSignatures() async throws {
    let key = home.file("key")
    let environment = TestRepository.environment.merging(["HOME": home.path]) { $1 }
    _ = try Subprocess.run(
      ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], in: home.path, environment: environment)
    let signers = try home.write("ann " + String(contentsOfFile: key + ".pub", encoding: .utf8), to: "signers")
    await promote(to: registry)
    #expect(await ipai("verify", "--to", registry).status == 0)
    func writeAnew(_ words: String...) async throws {
      try FileManager.default.removeItem(atPath: registry)
      let run = await CommandRun.awaiting(
        ["promote", "--to", registry, "--allow-missing-evals"] + words, home: home, in: repository.path,
        environment: TestRepository.environment.filter { $0.key == "PATH" })
      #expect(run.status == 0 && run.output.contains("promoted: number 1"), "\(run.error)")
    }
    try await writeAnew("--by", "eve")
    let plain = await ipai("verify", "--to", registry)
    #expect(plain.status == 1 && plain.error.contains("the log was written anew"), "\(plain.error)")
    #expect(!plain.error.contains("--accept-restored"), "\(plain.error)")
    let unsigned = await ipai("verify", "--to", registry, "--accept-restored")
    #expect(unsigned.status == 1 && unsigned.output.contains("--allowed-signers"), "\(unsigned.output)")
    let bad = await ipai("verify", "--to", registry, "--accept-restored", "--allowed-signers", signers)
    #expect(bad.status == 1 && !bad.output.contains("accepted as"), "\(bad.output)")
    try await writeAnew("--sign", key, "--signer", "ann")
    #expect(await ipai("verify", "--to", registry, "--accept-restored").status == 1)
    let good = await ipai("verify", "--to", registry, "--accept-restored", "--allowed-signers", signers)
    #expect(good.status == 0 && good.output.contains("accepted as it is now"), "\(good.output) \(good.error)")
    #expect(await ipai("verify", "--to", registry).status == 0)
  }

  @Test func hintsNameTheRegistry() async throws {
    await promote(to: registry)
    let unknown = await ipai("rollback", "nine", "--reason", "x", "--registry", registry)
    #expect(unknown.error.contains("ipai promote status --to \(registry)\n"), "\(unknown.error)")
    let version = await ipai("rollback", "one", "--to", "9.0.0", "--reason", "x", "--registry", registry)
    #expect(version.error.contains("ipai promote log --to \(registry) one"), "\(version.error)")
    let verify = await ipai("verify", "nine", "--to", registry)
    #expect(verify.error.contains("ipai promote status --to \(registry)"), "\(verify.error)")
    let dead = ["IPAI_N8N_URL": "http://127.0.0.1:1/"]
    let back = await ipai("--to", registry, "--skill", "one", environment: dead)
    #expect(back.status == 0)
    try write("1.1.0")
    let told = await ipai("--to", registry, "--allow-missing-evals", environment: dead)
    #expect(told.error.contains("now: ipai promote outbox deliver --to \(registry)"), "\(told.error)")
    #expect(await ipai("status", "--to", registry).error.contains("ipai promote outbox list --to \(registry)"))
  }

  @Test(arguments: ["plan", "apply", "status"]) func aPlaceThatCannotBeUsedIsSaid(verb: String) async throws {
    let file = try home.write("x", to: "file")
    for place in [file, file + "/registry.db", file + "/deep/folder"] {
      let run = await ipai(verb, "--to", place)
      #expect(run.status == 78 && run.error.contains("\(file) is not a folder"), "\(place): \(run.error)")
    }
    #expect(await ipai(verb, "--to", home.path + "/.db").status != 78)
  }

  /// What cannot be looked at may well be a folder.
  @Test(arguments: ["plan", "apply", "status"]) func aPlaceThatCannotBeLookedAtIsSaid(verb: String) async throws {
    symlink("loop", home.file("loop"))
    for place in [home.file("loop"), home.file("loop/registry"), home.file("loop/registry.db")] {
      let run = await ipai(verb, "--to", place)
      #expect(run.status == 78 && run.error.contains("Too many levels of symbolic links"), "\(place): \(run.error)")
    }
  }

  /// Root may search every folder.
  @Test(.enabled(if: geteuid() != 0), arguments: ["plan", "apply", "status"])
  func aFolderThatMayNotBeSearchedIsSaid(verb: String) async throws {
    try home.write("x", to: "shut/registry/registry.db")
    chmod(home.file("shut"), 0)
    defer { chmod(home.file("shut"), 0o700) }
    for place in ["shut", "shut/registry", "shut/new/registry", "shut/registry.db", "shut/registry/registry.db"] {
      let run = await ipai(verb, "--to", home.file(place))
      #expect(run.status == 77 && !run.error.contains("is not a folder"), "\(place): \(run.status) \(run.error)")
    }
  }

  /// Others have to get at what is published, and not at the database.
  @Test func aFolderIsMadeForOthers() async throws {
    let folder = home.file("a/registry")
    await promote(to: folder)
    let mask = umask(0)
    umask(mask)
    for path in [home.file("a"), folder, folder + "/.well-known"] {
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o755 & ~Int(mask), "\(path)")
    }
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/registry.db")[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }
}
