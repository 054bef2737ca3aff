import Foundation
import IpaiCore
import IpaiSkills
import TestSupport
import Testing

@Suite struct SkillFuzzTests {
  private static let start = """
    ---
    name: my-skill
    description: Does it.
    allowed-tools: Read, Bash(x y)
    metadata:
      version: "1.0.0"
      status: dev
      requires: "a ^1, b >=1 <2"
    ---
    See [a](b.md) and `c`.
    """
  private static let parts = [
    "---\n", "\n", "name: ", "metadata:\n  ", "version: ", "\t", "\"", "'", "[", "](", "<", ")", "`", "```\n", "&a ",
    "*a ",
    "\u{FEFF}", "\u{0}", "é", "\u{430}", "- ", ": ", "{", "}", "1.0", "-rc..1", "ipai.status: x\n", "\r\n", "%2e%2e/",
    "]: ",
  ]

  @Test(arguments: 0..<8 as Range<UInt64>) func changedTextsNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<600 {
      var bytes = Array(Self.start.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.insert(contentsOf: (Self.parts.randomElement(using: &random) ?? "").utf8, at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...9, using: &random)))
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default: bytes.insert(contentsOf: bytes[..<place].suffix(20), at: place)
        }
      }
      for (form, name) in [(SkillForm.folder, "SKILL.md"), (.file, "x.skill.yaml"), (.file, "x.skill.json")] {
        let tree = SkillTree([SkillFile(path: name, content: Data(bytes))])
        let package = SkillPackage(tree, form: form, folderName: "my-skill")
        // Either there is a manifest, or an error says why not.
        #expect((package.manifest == nil) == !package.validation.errors.isEmpty)
        let lines = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 4
        #expect(package.validation.findings.allSatisfy { ($0.line ?? 1) <= lines && ($0.line ?? 1) > 0 })
      }
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func randomTextsOfVersionsNeverCrash(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let parts = ["1", "0", ".", "-", "+", "a", "x", "*", "^", "~", ">", "<", "=", " ", "9223372036854775807", "é"]
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
        .joined()
      if let version = try? SkillVersion(text) { #expect(try SkillVersion(version.description) == version) }
      if let range = try? VersionRange(text) {
        #expect(try VersionRange(range.text) == range)
        _ = range.contains(SkillVersion(.max, .max, .max))
      }
    }
  }

  /// Links are looked for in time that grows with the text.
  @Test(arguments: ["](", "](<", "]:", "`", "`` ` ", "[", "[a](b) ", "](((", "![", "\\]", "[x]: <", "]( "])
  func longLinesEndSoon(part: String) {
    let body = "[" + String(repeating: part, count: 300_000 / part.utf8.count)
    let text = "---\nname: a\ndescription: x\nmetadata:\n  version: \"1.0.0\"\n---\n\(body)\n"
    let start = ContinuousClock.now
    let tree = SkillTree([SkillFile(path: "SKILL.md", content: Data(text.utf8))])
    #expect(SkillPackage(tree, form: .folder, folderName: nil).manifest != nil)
    #expect(ContinuousClock.now - start < .seconds(10))
  }
}
