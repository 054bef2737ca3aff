import Foundation
import IpaiCore
import IpaiSkills
import TestSupport
import Testing

@Suite struct SkillExportTests {
  private let folder: TemporaryFolder
  private let tree = SkillTree([
    SkillFile(path: "SKILL.md", content: Data("a\r\nb\u{0}".utf8)),
    SkillFile(path: "scripts/deep/run it.sh", isExecutable: true, content: Data("#!/bin/sh\n".utf8)),
  ])

  init() throws { folder = try TemporaryFolder() }

  private func refusal(_ tree: SkillTree, overwriting: Bool = false) -> String? {
    let error = #expect(throws: IpaiError.self) {
      try SkillExport.write(tree, to: folder.file("out"), overwriting: overwriting)
    }
    return error?.message.replacing(folder.file("out"), with: "OUT")
  }

  private func content(_ path: String) -> String? {
    FileManager.default.contents(atPath: folder.file("out/" + path)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func filesComeBackByteForByte() throws {
    let old = umask(0o077)
    defer { umask(old) }
    let outcome = try SkillExport.write(tree, to: folder.file("out/deeper"))
    #expect(outcome.written == ["SKILL.md", "scripts/deep/run it.sh"] && outcome.unchanged.isEmpty)
    let copy = try SkillSource(folder.file("out/deeper"))
    #expect(copy.tree == tree && copy.tree.digest == tree.digest)
    var status = stat()
    #expect(stat(folder.file("out/deeper/SKILL.md"), &status) == 0 && status.st_mode & 0o777 == 0o644)
    let again = try SkillExport.write(tree, to: folder.file("out/deeper"))
    #expect(again.written.isEmpty && again.unchanged == ["SKILL.md", "scripts/deep/run it.sh"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("out/deeper")).count == 2)
  }

  @Test func filesThatDifferAreKeptUnlessTold() throws {
    try folder.write("mine", to: "out/scripts/deep/run it.sh")
    try folder.write("other", to: "out/notes.txt")
    #expect(refusal(tree) == "OUT/scripts/deep/run it.sh is there already and differs")
    #expect(content("SKILL.md") == nil)
    #expect(content("scripts/deep/run it.sh") == "mine")
    _ = try SkillExport.write(tree, to: folder.file("out"), overwriting: true)
    #expect(content("scripts/deep/run it.sh") == "#!/bin/sh\n" && content("notes.txt") == "other")
    chmod(folder.file("out/SKILL.md"), 0o755)
    #expect(refusal(tree) == "OUT/SKILL.md is there already and differs")
  }

  /// A combining mark behind a slash hides it from who looks at characters, and not from the system.
  @Test func aHiddenSlashLeadsNowhere() throws {
    try folder.write("x", to: "out/x")
    let hidden = SkillTree([SkillFile(path: "../\u{301}evil/SKILL.md", content: Data("evil".utf8))])
    #expect(refusal(hidden)?.contains("it has the part '..'") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
    symlink("..", folder.file("out/link"))
    let linked = SkillTree([SkillFile(path: "link/\u{301}evil", content: Data("evil".utf8))])
    #expect(refusal(linked)?.contains("cannot be reached without a link") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
  }

  @Test func linksAreNeverFollowed() throws {
    try folder.write("victim", to: "elsewhere/SKILL.md")
    try folder.write("x", to: "out/x")
    symlink("../elsewhere/SKILL.md", folder.file("out/SKILL.md"))
    for overwriting in [false, true] {
      #expect(refusal(tree, overwriting: overwriting) == "OUT/SKILL.md is a symbolic link")
    }
    unlink(folder.file("out/SKILL.md"))
    symlink("../elsewhere", folder.file("out/scripts"))
    for overwriting in [false, true] {
      #expect(
        refusal(tree, overwriting: overwriting)?.hasPrefix("OUT/scripts/deep/run it.sh cannot be reached") == true)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("elsewhere")) == ["SKILL.md"])
    unlink(folder.file("out/scripts"))
    mkdir(folder.file("out/SKILL.md"), 0o755)
    #expect(refusal(tree, overwriting: true) == "OUT/SKILL.md is a folder")
  }

  @Test(arguments: [
    ("../x", "it has the part '..'"), ("/etc/x", "a part of it is empty"), ("a/../../x", "it has the part '..'"),
    ("a//b", "a part of it is empty"), ("", "a part of it is empty"), ("a/./b", "it has the part '.'"),
    ("a/", "a part of it is empty"), ("a\u{0}b", "the name has a control character"),
    ("a\\b", "the name has a backslash, which separates folders on other systems"),
  ])
  func pathsNeverLeadOut(path: String, fault: String) {
    let tree = SkillTree([SkillFile(path: "ok", content: Data()), SkillFile(path: path, content: Data())])
    #expect(refusal(tree) == "cannot write '\(path)': \(fault)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("out")))
  }

  @Test func templatesValidateWithoutAFinding() throws {
    for (name, description) in [("my-skill", nil), ("a", "Says: \"x\" & *y*\n\\ # z"), ("superset_mcp", nil)] {
      let name = try SkillName(name)
      if name.hasUnderscore { continue }
      let tree = SkillTemplate.tree(name, description: description)
      let path = folder.file(name.text)
      _ = try SkillExport.write(tree, to: path)
      let package = try SkillPackage.read(path)
      #expect(package.validation.findings.isEmpty)
      #expect(try package.accepted().name == name)
      if let description { #expect(package.manifest?.description == description) }
    }
  }
}
