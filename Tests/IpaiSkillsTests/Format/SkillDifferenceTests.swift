import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiSkills

@Suite struct SkillDifferenceTests {
  private func file(_ path: String, _ text: String, isExecutable: Bool = false) -> SkillFile {
    SkillFile(path: path, isExecutable: isExecutable, content: Data(text.utf8))
  }

  @Test func filesAndFieldsAreCompared() throws {
    let old = SkillTree([
      file("SKILL.md", "a\nb\nc\n"), file("gone.md", "x\n"), file("same", "s"), file("mode.sh", "m"),
      file("bin", "a\0"),
    ])
    let new = SkillTree([
      file("SKILL.md", "a\nB\nc\n"), file("new.md", "y"), file("same", "s"), file("mode.sh", "m", isExecutable: true),
      file("bin", "b\0"),
    ])
    let name = try SkillName("x")
    let before = SkillManifest(
      name: name, description: "d", license: "MIT", metadata: ["author": "a", "version": "0.1.0"])
    var after = before
    after.version = SkillVersion(1, 0, 0)
    after.license = nil
    after.metadata = ["author": "b", "version": "1.0.0"]
    after.requires = [SkillRequirement(name, try VersionRange("^1"))]
    let difference = SkillDifference(from: old, before, to: new, after)
    #expect(difference.files.map(\.path) == ["SKILL.md", "bin", "gone.md", "mode.sh", "new.md"])
    #expect(difference.files.map(\.kind) == [.changed, .changed, .removed, .changed, .added])
    #expect(difference.files.map(\.isBinary) == [false, true, false, false, false])
    #expect(difference.files[0].diff == "--- a/SKILL.md\n+++ b/SKILL.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n")
    #expect(difference.files[1].diff == nil)
    #expect(difference.files[2].diff == "--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n")
    #expect(difference.files[3].diff == nil)
    #expect(difference.files[3].oldMode == "644" && difference.files[3].newMode == "755")
    #expect(
      difference.files[4].diff == "--- /dev/null\n+++ b/new.md\n@@ -0,0 +1 @@\n+y\n\\ No newline at end of file\n")
    #expect(difference.fields.map(\.field) == ["license", "metadata.author", "requires", "version"])
    #expect(difference.fields.map(\.old) == ["MIT", "a", nil, "0.1.0"])
    #expect(difference.fields.map(\.new) == [nil, "b", "x ^1", "1.0.0"])
    #expect(!difference.isEmpty && SkillDifference(from: old, before, to: old, before).isEmpty)
  }

  /// `git apply` takes every diff and makes the new text of the old one, and no diff has more lines than git's shortest.
  @Test(arguments: 0..<3 as Range<UInt64>) func gitAppliesTheDiffs(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    for round in 0..<12 {
      func lines(_ count: Int) -> String {
        var text = (0..<count).map { _ in ["a", "b", "c", "", "é x"].randomElement(using: &random) ?? "" }
          .joined(separator: "\n")
        if Bool.random(using: &random) { text += "\n" }
        return text
      }
      let old = lines(Int.random(in: 0...30, using: &random))
      let new = lines(Int.random(in: 0...30, using: &random))
      if old == new || old.isEmpty || new.isEmpty { continue }
      let diff = UnifiedDiff.text(Data(old.utf8), Data(new.utf8), oldName: "a/f", newName: "b/f")
      try folder.write(old, to: "f")
      try folder.write(diff, to: "patch")
      let run = try Subprocess.run(["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "patch"], in: folder.path)
      #expect(run.status == 0, "\(seed) \(round): \(run.error)\n\(diff)")
      #expect(FileManager.default.contents(atPath: folder.file("f")) == Data(new.utf8), "\(diff)")
      try folder.write(old, to: "old")
      let shortest = try Subprocess.run(
        ["git", "diff", "--no-index", "--minimal", "--no-color", "old", "f"], in: folder.path)
      #expect(edits(diff) <= edits(shortest.text), "\(diff)\(shortest.text)")
    }
  }

  private func edits(_ diff: String) -> Int {
    diff.split(separator: "\n").filter { line in
      (line.hasPrefix("+") && !line.hasPrefix("+++")) || (line.hasPrefix("-") && !line.hasPrefix("---"))
    }.count
  }

  @Test func textsWithoutACommonLineAreComparedSoon() {
    let old = Data((0..<50_000).map { "old \($0)\n" }.joined().utf8)
    let new = Data((0..<50_000).map { "new \($0)\n" }.joined().utf8)
    let start = ContinuousClock.now
    let diff = UnifiedDiff.text(old, new, oldName: "a", newName: "b")
    #expect(edits(diff) == 100_000)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func canonicallyEqualLinesDiffer() {
    let diff = UnifiedDiff.text(Data("\u{E9}\n".utf8), Data("e\u{301}\n".utf8), oldName: "a", newName: "b")
    #expect(edits(diff) == 2)
  }
}
