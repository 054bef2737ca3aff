import Foundation
import IpaiCore
import IpaiSkills
import TestSupport
import Testing

@Suite struct SkillDigestTests {
  /// What 'man 7 ipai-skills' tells people to run in a skill's folder.
  private static let command = """
    find . -type f | sed 's|^\\./||' | LC_ALL=C sort | while IFS= read -r f; do
      m=644; [ -x "$f" ] && m=755; printf '%s %s\\n' $m "$(sha256sum -- "$f")"
    done | sha256sum
    """

  private func skill(_ folder: TemporaryFolder) throws -> String {
    let path = folder.file("release notes")
    try folder.write("---\nname: x\n---\n", to: "release notes/SKILL.md")
    try folder.write("#!/bin/sh\necho ok\n", to: "release notes/scripts/check it.sh")
    chmod(path + "/scripts/check it.sh", 0o755)
    try folder.write("", to: "release notes/a/ü 日本.md")
    try folder.write("1", to: "release notes/a b")
    try folder.write("2", to: "release notes/a-b")
    try folder.write("3", to: "release notes/a/ z ")
    try folder.write("4", to: "release notes/-n")
    try folder.write(Data([0, 1, 255]), to: "release notes/Z$'\"*.bin")
    chmod(path + "/a b", 0o600)
    return path
  }

  @Test func aShellGetsTheSameDigest() throws {
    let folder = try TemporaryFolder()
    let path = try skill(folder)
    let run = try Subprocess.run(["sh", "-c", Self.command], in: path)
    let package = try SkillPackage.read(path)
    #expect(run.status == 0 && run.text == package.digest.hexadecimal + "  -\n")
    #expect(package.tree.files.count == 8)
  }

  /// The example of the manual; the digest is that of the command above, run with coreutils 9.1.
  @Test func theExampleOfTheManualHolds() throws {
    let tree = SkillTree([
      SkillFile(path: "scripts/check it.sh", isExecutable: true, content: Data("#!/bin/sh\necho ok\n".utf8)),
      SkillFile(
        path: "SKILL.md",
        content: Data(
          """
          ---
          name: hello-world
          description: Greets. Use when somebody says hello.
          metadata:
            version: "1.0.0"
          ---
          Say hello.

          """.utf8)),
    ])
    #expect(
      SkillDigest.canonicalForm(of: tree) == """
        644 5124a31ace932c6a1a6e4fb82c792b494886c9c2c99d88d0ef577f8e905fae65  SKILL.md
        755 b4d644d4279594903f1a9911956432d9473041f2984fc6014c14d7402c7d126c  scripts/check it.sh

        """)
    #expect(tree.digest.description == "sha256:764185988f414426d0e6995f4d707539c494f0c70370bf1223d94f12dac1961a")
  }

  @Test func everyPartCounts() throws {
    func digest(_ path: String, _ isExecutable: Bool, _ text: String) -> SkillDigest {
      SkillTree([SkillFile(path: path, isExecutable: isExecutable, content: Data(text.utf8))]).digest
    }
    let digests = [
      digest("a", false, "x"), digest("b", false, "x"), digest("a", true, "x"), digest("a", false, "y"),
      SkillTree([]).digest,
    ]
    #expect(Set(digests).count == 5)
    // printf '' | sha256sum
    #expect(
      SkillTree([]).digest.description == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func digestsAreReadBack() {
    let digest = SkillTree([]).digest
    #expect(SkillDigest(digest.description) == digest && SkillDigest(digest.hexadecimal) == digest)
    for text in ["", "sha256:", "md5:" + digest.hexadecimal, digest.hexadecimal.uppercased(), digest.hexadecimal + "0"]
    {
      #expect(SkillDigest(text) == nil)
    }
  }
}
