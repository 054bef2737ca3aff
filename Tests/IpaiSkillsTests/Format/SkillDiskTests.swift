import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiSkills

/// How skills are read from disk.
@Suite struct SkillDiskTests {
  private let folder: TemporaryFolder
  private let skill: String

  init() throws {
    folder = try TemporaryFolder()
    skill = folder.file("my-skill")
    try folder.write(Self.text, to: "my-skill/SKILL.md")
  }

  private static let text = """
    ---
    name: my-skill
    description: Does it.
    metadata:
      version: "1.0.0"
    ---
    Do it.
    """

  private func errors(_ limits: SkillLimits = .standard) throws -> [String] {
    try SkillPackage.read(skill, limits: limits).validation.errors.map { "\($0.file): \($0.message)" }
  }

  @Test func filesAreReadWithTheirModes() throws {
    try folder.write("#!/bin/sh\n", to: "my-skill/scripts/run it.sh")
    chmod(skill + "/scripts/run it.sh", 0o744)
    try folder.write(Data([0, 255]), to: "my-skill/assets/ü.bin")
    let package = try SkillPackage.read(skill + "/")
    #expect(package.validation.findings.isEmpty)
    #expect(package.tree.files.map(\.path) == ["SKILL.md", "assets/ü.bin", "scripts/run it.sh"])
    #expect(package.tree.files.map(\.isExecutable) == [false, false, true])
    #expect(package.tree.files[1].content == Data([0, 255]))
    // printf '\0\377' | sha256sum
    #expect(
      package.tree.files[1].sha256 == "06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8")
    #expect(try package.accepted().name.text == "my-skill")
    #expect(package.body == "Do it.")
    #expect(try SkillPackage.read(skill + "/SKILL.md").digest == package.digest)
  }

  @Test func whatIsNoPartOfASkillIsSkipped() throws {
    for path in [
      ".git/config", ".DS_Store", "a/__pycache__/x.py", "x.pyc", "node_modules/m/x.js", ".SKILL.md.swp", "SKILL.md~",
      "Thumbs.db", ".hg/x", ".svn/x",
    ] {
      try folder.write("x", to: "my-skill/" + path)
    }
    symlink("someone@host", skill + "/.#SKILL.md")
    try folder.write("x", to: "my-skill/.gitignore")
    let package = try SkillPackage.read(skill)
    #expect(package.tree.files.map(\.path) == [".gitignore", "SKILL.md"])
    #expect(package.validation.findings.isEmpty)
  }

  @Test func onlyRegularFilesAreTaken() throws {
    symlink("/etc/passwd", skill + "/passwd")
    symlink("SKILL.md", skill + "/inner")
    symlink("..", skill + "/up")
    mkfifo(skill + "/pipe", 0o644)
    let socket = try listen(at: skill + "/socket")
    defer { close(socket) }
    #expect(
      try errors() == [
        "inner: is a symbolic link, which a skill cannot have", "passwd: is a symbolic link, which a skill cannot have",
        "pipe: is a named pipe, which a skill cannot have", "socket: is a socket, which a skill cannot have",
        "up: is a symbolic link, which a skill cannot have",
      ])
    #expect(try SkillPackage.read(skill).tree.files.map(\.path) == ["SKILL.md"])
    let failure = #expect(throws: IpaiError.self) { try SkillPackage.read(skill).accepted() }
    #expect(
      failure?.message == "\(skill)/inner: is a symbolic link, which a skill cannot have (and 4 more errors)")
  }

  private func listen(at path: String) throws -> Int32 {
    #if canImport(Darwin)
      let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
    #else
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0)
    return descriptor
  }

  @Test func aLinkToAFolderIsNotFollowed() throws {
    try folder.write("secret", to: "elsewhere/secret.txt")
    symlink("../elsewhere", skill + "/references")
    #expect(try errors() == ["references: is a symbolic link, which a skill cannot have"])
  }

  @Test func limitsAreKept() throws {
    for number in 1...3 { try folder.write("12345", to: "my-skill/a/b/c\(number)") }
    var limits = SkillLimits()
    limits.files = 3
    #expect(try errors(limits) == [": the skill has more than 3 files"])
    limits = SkillLimits()
    limits.fileBytes = 4
    #expect(try errors(limits).suffix(3) == (1...3).map { "a/b/c\($0): is larger than 4 B" })
    limits = SkillLimits()
    limits.treeBytes = 14 + Self.text.utf8.count
    #expect(try errors(limits) == [": the files of the skill have more than \(limits.treeBytes) B together"])
    limits = SkillLimits()
    limits.depth = 2
    #expect(try errors(limits) == [": 'a/b/c1' lies more than 2 levels deep"])
    limits = SkillLimits()
    limits.entries = 4
    #expect(try errors(limits) == [": the folder holds more than 4 files and folders"])
    limits.entries = 6
    #expect(try errors(limits) == [])
  }

  @Test func tenThousandFilesAndAHugeOneEndSoon() throws {
    for number in 0..<1_200 { try folder.write("", to: "my-skill/many/\(number)") }
    #expect(try errors() == [": the skill has more than 1000 files"])
    try FileManager.default.removeItem(atPath: skill + "/many")
    try folder.write("", to: "my-skill/huge")
    truncate(skill + "/huge", 1 << 30)
    #expect(try errors() == ["huge: is larger than 16.0 MB"])
  }

  @Test func oddNamesAreErrors() throws {
    for name: [UInt8] in [[0x62, 0xE9], Array("a\nb".utf8), Array("c\\d".utf8), Array("d\u{85}".utf8), [0x65, 0x7F]] {
      let path = PathText.text(bytes: Array((skill + "/").utf8) + name)
      let descriptor = PathText.withCString(path) { open($0, O_CREAT | O_WRONLY, 0o644) }
      try #require(descriptor >= 0)
      close(descriptor)
    }
    let messages = try SkillPackage.read(skill).validation.errors.map(\.message)
    #expect(messages.filter { $0 == "the name has a control character" }.count == 3)
    #expect(messages.contains("the name is not UTF-8"))
    #expect(messages.contains("the name has a backslash, which separates folders on other systems"))
    #expect(messages.count == 5)
  }

  @Test func clashingNamesAreFound() throws {
    for name in ["a.md", "A.md", "e\u{301}.md", "\u{E9}.md"] { try folder.write("x", to: "my-skill/" + name) }
    let findings = try SkillPackage.read(skill).validation.findings.filter { $0.file != "SKILL.md" }
    guard findings.count == 2 else { return #expect(findings.count == 2) }
    #expect(findings[0].severity == .warning && findings[0].message == "differs from 'A.md' only in capital letters")
    #expect(findings[1].severity == .error)
    #expect(findings[1].message == "there is another file whose name looks the same in other bytes")
  }

  @Test func aFileThatChangesIsNoticed() throws {
    let path = skill + "/SKILL.md"
    let grown = try OpenFile(open(path, O_RDONLY))
    try folder.write(Self.text + "more", to: "my-skill/SKILL.md")
    #expect(fault(grown) == "changed")
    let same = try OpenFile(open(path, O_RDONLY))
    utimes(path, [timeval(tv_sec: 5, tv_usec: 0), timeval(tv_sec: 5, tv_usec: 0)])
    #expect(fault(same) == "changed")
    let cut = try OpenFile(open(path, O_RDONLY))
    truncate(path, 3)
    #expect(fault(cut) == "changed")
  }

  private func fault(_ file: borrowing OpenFile) -> String? {
    do {
      _ = try file.content(limit: 10_000)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func pathsWithoutASkillAreErrors() throws {
    let missing = #expect(throws: IpaiError.self) { try SkillPackage.read(folder.file("none")) }
    #expect(missing?.code == .notFound && missing?.message == "there is no skill at \(folder.file("none"))")
    let text = try folder.write("x", to: "x.txt")
    let file = #expect(throws: IpaiError.self) { try SkillPackage.read(text) }
    #expect(file?.code == .usage && file?.message == "\(text) is not a skill")
    let none = #expect(throws: IpaiError.self) { try SkillPackage.read(folder.file("x.skill.json")) }
    #expect(none?.code == .notFound)
    mkfifo(folder.file("p.skill.json"), 0o644)
    let pipe = try SkillPackage.read(folder.file("p.skill.json"))
    #expect(pipe.validation.errors.map(\.message) == ["is a named pipe, which a skill cannot have"])
    #expect(pipe.manifest == nil)
  }

  @Test func lowerCaseMainFileIsTakenWithAWarning() throws {
    try FileManager.default.moveItem(atPath: skill + "/SKILL.md", toPath: skill + "/x")
    try FileManager.default.moveItem(atPath: skill + "/x", toPath: skill + "/skill.md")
    let package = try SkillPackage.read(skill)
    #expect(
      package.validation.findings.map(\.message) == [
        "the file should be named SKILL.md; not all agents find 'skill.md'"
      ])
    #expect(package.manifest != nil)
    try FileManager.default.moveItem(atPath: skill + "/skill.md", toPath: skill + "/Skill.md")
    let other = try SkillPackage.read(skill)
    #expect(other.validation.findings.map(\.message) == ["there is no SKILL.md"])
    #expect(other.validation.findings.first?.hint == "rename 'Skill.md' to SKILL.md")
  }

  @Test func unreadableFilesAreNamed() throws {
    try folder.write("x", to: "my-skill/closed")
    chmod(skill + "/closed", 0)
    // Root may read everything.
    if geteuid() != 0 { #expect(try errors() == ["closed: cannot be read: Permission denied"]) }
  }
}
