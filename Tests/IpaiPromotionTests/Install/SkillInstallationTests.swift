import Foundation
import IpaiCore
import IpaiSkills
import TestSupport
import Testing

@testable import IpaiPromotion

@Suite struct SkillInstallationTests {
  private let desk: InstallDesk

  init() throws { desk = try InstallDesk() }

  private func published() async throws -> [SkillTree] {
    let trees = [
      try await desk.skills.promote("one", "1.0.0"),
      try await desk.skills.promote("two", "1.0.0", ["run.sh": "#!/bin/sh\n", "a/b.md": "b"]),
    ]
    try await desk.skills.publish()
    return trees
  }

  @Test func fromAFolderAndFromAStore() async throws {
    let trees = try await published()
    for supply in [desk.folder, RegistrySupply(desk.skills.registry)] as [any SkillSupply] {
      #expect(try await desk.install("one", "two", from: supply) == [.installed, .installed])
      #expect(desk.digest("one") == trees[0].digest.description && desk.digest("two") == trees[1].digest.description)
      #expect(try await desk.install("one", "two", from: supply) == [.unchanged, .unchanged])
      try FileManager.default.removeItem(atPath: desk.into)
    }
    #expect(FileManager.default.fileExists(atPath: desk.home.path))
  }

  @Test func versionsAndLabels() async throws {
    let first = try await desk.skills.promote("one", "1.0.0")
    let second = try await desk.skills.promote("one", "1.1.0")
    try await desk.skills.publish()
    for supply in [desk.folder, RegistrySupply(desk.skills.registry)] as [any SkillSupply] {
      try await desk.install("one@1.0.0", from: supply)
      #expect(desk.digest("one") == first.digest.description)
      #expect(try await desk.install("one", from: supply) == [.updated])
      #expect(desk.digest("one") == second.digest.description)
      try await desk.install("one@approved", from: supply)
      #expect(try SkillsLock.read(desk.lock)?["one"]?.requested == "approved")
      for (name, words) in [
        ("one@2.0.0", "there is no version 2.0.0 of 'one'"), ("one@stable", "has the label 'stable'"), ("six", "'six'"),
      ] {
        let problem = await desk.problem { try await desk.install(name, from: supply) }
        #expect(problem.contains(words), "\(problem)")
      }
    }
    for name in ["One", "../one", "one@", "one@" + String(repeating: "1", count: 200), "", "a/b"] {
      #expect(throws: IpaiError.self) { try WantedSkill(name) }
    }
  }

  @Test func aLockFileIsReproduced() async throws {
    _ = try await published()
    try await desk.install("one", "two@latest")
    let lock = try Data(contentsOf: URL(fileURLWithPath: desk.lock))
    try await desk.skills.promote("one", "1.1.0")
    try await desk.skills.publish()
    try FileManager.default.removeItem(atPath: desk.into + "/one")
    #expect(try await desk.reproduce() == [.installed, .unchanged])
    #expect(try SkillsLock.read(desk.lock)?["one"]?.version == "1.0.0")
    #expect(desk.digest("one") == (try SkillsLock.read(desk.lock)?["one"]?.digest))
    // A store has the same files.
    try FileManager.default.removeItem(atPath: desk.into + "/two")
    #expect(try await desk.reproduce("two", from: RegistrySupply(desk.skills.registry)) == [.installed])
    #expect(try Data(contentsOf: URL(fileURLWithPath: desk.lock)) == lock)
    let unknown = await desk.problem { try await desk.reproduce("three") }
    #expect(unknown.contains("has no 'three'"))
    try FileManager.default.removeItem(atPath: desk.lock)
    #expect(await desk.problem { try await desk.reproduce() }.contains("there is no lock file"))
  }

  /// A registry that has other files for the same version is found out.
  @Test func aLockFileIsNotReproducedByOtherFiles() async throws {
    _ = try await published()
    try await desk.install("one", "two")
    let other = try InstallDesk()
    try await other.skills.promote("one", "1.0.0", ["more": "x"])
    try await other.skills.publish()
    let before = try desk.everything()
    for supply in [other.folder, RegistrySupply(other.skills.registry)] as [any SkillSupply] {
      let problem = await desk.problem { try await desk.reproduce("one", from: supply) }
      #expect(problem.contains("has other files than the lock file names"), "\(problem)")
      #expect(await desk.problem { try await desk.reproduce("two", from: supply) } != "")
    }
    #expect(try desk.everything() == before)
  }

  @Test func whatWasChangedByHandIsLeftAlone() async throws {
    _ = try await published()
    try await desk.install("one", "two")
    try await desk.skills.promote("one", "1.1.0")
    try await desk.skills.promote("two", "1.1.0")
    try await desk.skills.publish()
    try desk.home.write("mine", to: "skills/two/notes.md")
    let before = try desk.everything()
    let problem = await desk.problem { try await desk.install("one", "two") }
    #expect(problem.contains("two was changed since it was installed"), "\(problem)")
    #expect(try desk.everything() == before)
    #expect(await desk.problem { try await desk.reproduce() }.contains("was changed"))
    #expect(try await desk.install("one", "two", overwriting: true) == [.updated, .updated])
    #expect(!FileManager.default.fileExists(atPath: desk.into + "/two/notes.md"))
  }

  @Test func whatSomethingElseMadeIsLeftAlone() async throws {
    let trees = try await published()
    try desk.home.write("mine", to: "skills/one/SKILL.md")
    #expect(await desk.problem { try await desk.install("one") }.contains("was not installed by ipai"))
    // The very files are taken over.
    _ = try SkillExport.write(trees[1], to: desk.into + "/two")
    #expect(try await desk.install("two") == [.unchanged])
    #expect(try SkillsLock.read(desk.lock)?.skills.map(\.name) == ["two"])
    // What git keeps of a folder is never replaced.
    try desk.home.write("x", to: "skills/one/.git/config")
    #expect(await desk.problem { try await desk.install("one", overwriting: true) } != "")
    #expect(FileManager.default.fileExists(atPath: desk.into + "/one/.git/config"))
  }

  @Test func noLinkIsFollowed() async throws {
    _ = try await published()
    let elsewhere = try TemporaryFolder()
    try elsewhere.write("mine", to: "SKILL.md")
    try FileManager.default.createDirectory(atPath: desk.into, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: desk.into + "/one", withDestinationPath: elsewhere.path)
    for overwrites in [false, true] {
      let problem = await desk.problem { try await desk.install("one", overwriting: overwrites) }
      #expect(problem.contains("is a link"), "\(problem)")
    }
    // A link in a folder that was installed is a change by hand, and goes with it.
    try await desk.install("two")
    unlink(desk.into + "/two/run.sh")
    try FileManager.default.createSymbolicLink(
      atPath: desk.into + "/two/run.sh", withDestinationPath: elsewhere.file("SKILL.md"))
    #expect(await desk.problem { try await desk.install("two") }.contains("was changed"))
    try await desk.install("two", overwriting: true)
    #expect(try String(contentsOfFile: elsewhere.file("SKILL.md"), encoding: .utf8) == "mine")
    #expect(try String(contentsOfFile: desk.into + "/two/run.sh", encoding: .utf8) == "#!/bin/sh\n")
  }

  @Test func otherLockFilesAreLeftAlone() async throws {
    _ = try await published()
    try desk.home.write(#"{"version": 1, "skills": {}}"#, to: "skills/skills-lock.json")
    let before = try desk.everything()
    #expect(await desk.problem { try await desk.install("one") }.contains("is not a lock file of ipai"))
    #expect(try desk.everything() == before)
  }

  /// A lock file that cannot be written puts everything back.
  @Test func aLockFileThatCannotBeWrittenUndoesIt() async throws {
    _ = try await published()
    try await desk.install("one")
    let digest = desk.digest("one")
    try await desk.skills.promote("one", "1.1.0")
    try await desk.skills.publish()
    let installation = SkillInstallation(
      into: desk.into, lockPath: "/dev/null/lock.json", overwrites: true, isCancelled: { false })
    let folder = desk.folder
    let problem = await desk.problem {
      _ = try await installation.install([WantedSkill("one"), WantedSkill("two")], from: folder, as: "it")
    }
    #expect(problem.contains("cannot write"), "\(problem)")
    #expect(desk.digest("one") == digest && desk.digest("two") == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.into).sorted() == ["one", "skills-lock.json"])
  }

  @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskChangesNothing() async throws {
    try await desk.skills.promote("one", "1.0.0")
    let large = String((0..<600_000).map { _ in "abcdefghijklmnop".randomElement() ?? "a" })
    try await desk.skills.promote("two", "1.0.0", ["large": large])
    try await desk.skills.publish()
    let disk = try SmallDisk(kilobytes: 300)
    let installation = desk.installation(into: disk.file("skills"))
    let folder = desk.folder
    _ = try await installation.install([WantedSkill("one")], from: folder, as: "it")
    let lock = try Data(contentsOf: URL(fileURLWithPath: disk.file("skills/skills-lock.json")))
    let problem = await desk.problem {
      _ = try await installation.install([WantedSkill("two")], from: folder, as: "it")
    }
    #expect(problem.contains("No space left"), "\(problem)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: disk.file("skills")).sorted() == ["one", "skills-lock.json"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: disk.file("skills/skills-lock.json"))) == lock)
  }

  /// Many at once: each finds what it asked for, and the lock file has all of it.
  @Test func severalAtOnce() async throws {
    for number in 0..<8 { try await desk.skills.promote("s\(number)", "1.0.0", ["a": "\(number)"]) }
    try await desk.skills.publish()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<16 { group.addTask { try await desk.install("s\(number % 8)", "s\((number + 1) % 8)") } }
      try await group.waitForAll()
    }
    let lock = try #require(try SkillsLock.read(desk.lock))
    #expect(lock.skills.map(\.name) == (0..<8).map { "s\($0)" })
    for skill in lock.skills { #expect(desk.digest(skill.name) == skill.digest) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.into).count == 9)
  }

  /// What a run that was killed between placing and writing the lock file has left is known to the next one.
  @Test func whatAKilledRunLeftIsTidiedUp() async throws {
    _ = try await published()
    try await desk.install("one")
    let tree = try await desk.skills.promote("one", "1.1.0")
    try await desk.skills.promote("one", "1.2.0")
    try await desk.skills.publish()
    var journal = SkillsLock()
    journal.replace([
      SkillsLock.Skill(
        name: "one", version: "1.1.0", requested: nil, source: "it", artifact: nil, digest: tree.digest.description,
        files: [])
    ])
    try desk.home.write(journal.file(), to: "skills/.ipai-install-7/journal.json")
    try FileManager.default.removeItem(atPath: desk.into + "/one")
    _ = try SkillExport.write(tree, to: desk.into + "/one")
    #expect(try await desk.install("one") == [.updated])
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.into).sorted() == ["one", "skills-lock.json"])
  }
}
