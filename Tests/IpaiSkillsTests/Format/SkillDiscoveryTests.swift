import Foundation
import IpaiCore
import IpaiSkills
import TestSupport
import Testing

@Suite struct SkillDiscoveryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func found(_ path: String = "", _ limits: SkillDiscovery.Limits = .init()) throws -> [String] {
    try SkillDiscovery(beneath: folder.path + path, limits: limits).skills.map {
      String($0.dropFirst(folder.path.count + 1))
    }
  }

  @Test func skillsAreFoundInEveryFolder() throws {
    for path in [
      "a/SKILL.md", "a/inner/SKILL.md", "a/x.skill.json", "b/c/SKILL.md", "b/d.skill.yaml", "b/e.skill.yml",
      "f.skill.json",
      ".claude/skills/g/SKILL.md", ".git/h/SKILL.md", "node_modules/i/SKILL.md", "j/readme.md", "k/SKILL.md/x",
      "l/skill.md", "m/x.skill.txt",
    ] {
      try folder.write("x", to: path)
    }
    symlink("a", folder.file("linked"))
    symlink("f.skill.json", folder.file("z.skill.json"))
    #expect(
      try found() == [".claude/skills/g", "a", "b/c", "b/d.skill.yaml", "b/e.skill.yml", "f.skill.json", "l"])
    #expect(try found("/a") == ["a"])
    #expect(try found("/a/") == ["a"])
    #expect(try found("/f.skill.json") == ["f.skill.json"])
    #expect(try found("/j") == [])
  }

  @Test func aFolderThatIsNotThereIsAnError() {
    let error = #expect(throws: IpaiError.self) { try found("/none") }
    #expect(error?.code == .notFound && error?.message.hasPrefix("cannot search \(folder.path)/none: ") == true)
  }

  @Test func limitsAreErrors() throws {
    for number in 1...3 { try folder.write("x", to: "s\(number)/SKILL.md") }
    try folder.write("x", to: "a/b/c/d/x")
    var limits = SkillDiscovery.Limits()
    limits.skills = 2
    #expect(message(limits) == "there are more than 2 skills (at \(folder.path)/s3)")
    limits = .init()
    limits.depth = 3
    #expect(message(limits) == "there are more than 3 levels of folders (at \(folder.path)/a/b/c/d)")
    limits = .init()
    limits.folders = 4
    #expect(message(limits) == "there are more than 4 folders (at \(folder.path)/a/b/c/d)")
    limits = .init()
    limits.entries = 3
    #expect(message(limits) == "there are more than 3 files in one folder (at \(folder.path))")
  }

  private func message(_ limits: SkillDiscovery.Limits) -> String? {
    #expect(throws: IpaiError.self) { try found("", limits) }?.message
  }

  @Test func foldersThatCannotBeReadAreNamed() throws {
    try folder.write("x", to: "closed/s/SKILL.md")
    chmod(folder.file("closed"), 0)
    defer { chmod(folder.file("closed"), 0o755) }
    // Root may read everything.
    if geteuid() == 0 { return }
    let discovery = try SkillDiscovery(beneath: folder.path)
    #expect(discovery.skills.isEmpty && discovery.unreadable.map(\.path) == [folder.file("closed")])
  }
}
