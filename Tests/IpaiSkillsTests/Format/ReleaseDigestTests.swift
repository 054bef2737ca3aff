import Foundation
import IpaiSkills
import Testing

/// The digest of a release: the status may change, and nothing else.
@Suite struct ReleaseDigestTests {
  private func digest(_ text: String, _ path: String = "SKILL.md", with others: [SkillFile] = []) -> SkillDigest {
    SkillDigest(releaseOf: SkillTree([SkillFile(path: path, content: Data(text.utf8))] + others))
  }

  private func front(_ line: String, body: String = "Do it.") -> String {
    "---\nname: one\nmetadata:\n  version: 1.0.0\n  \(line)\n---\n\(body)\n"
  }

  @Test(arguments: [
    "status: stable", "status: 'stable'", "status: \"approved\"", "ipai.status: deprecated", "status:   dev  ",
    "status: stable\r",
  ]) func theStatusMayChange(line: String) {
    #expect(digest(front(line)) == digest(front("status: approved")))
  }

  @Test(arguments: [
    "status: green", "status: stable # and more", "statuses: stable", "- status: stable x", "status:",
    "x: status: stable",
  ])
  func anythingElseIsContent(line: String) {
    #expect(digest(front(line)) != digest(front("status: approved")))
  }

  @Test func theBodyIsContent() {
    #expect(digest(front("a: b", body: "status: stable")) != digest(front("a: b", body: "status: approved")))
    // Also behind a byte order mark, with which the first line is no other.
    let mark = "\u{FEFF}"
    #expect(digest(mark + front("a: b", body: "status: dev")) != digest(mark + front("a: b", body: "status: stable")))
    #expect(digest(mark + front("status: dev")) == digest(mark + front("status: stable")))
  }

  @Test func otherFilesAreContent() {
    let one = SkillFile(path: "assets/x.skill.json", content: Data("\"status\": \"dev\"\n".utf8))
    let two = SkillFile(path: "assets/x.skill.json", content: Data("\"status\": \"stable\"\n".utf8))
    #expect(digest(front("a: b"), with: [one]) != digest(front("a: b"), with: [two]))
  }

  @Test func aSingleFileHasOneToo() {
    let path = "x.skill.json"
    func json(_ line: String) -> String { "{\n  \"name\": \"x\",\n  \(line)\n  \"version\": \"1.0.0\"\n}\n" }
    #expect(digest(json("\"status\": \"dev\","), path) == digest(json("\"status\": \"stable\","), path))
    #expect(
      digest(json("\"status\": \"dev\", \"do\": \"a\","), path)
        != digest(json("\"status\": \"dev\", \"do\": \"b\","), path))
  }
}
