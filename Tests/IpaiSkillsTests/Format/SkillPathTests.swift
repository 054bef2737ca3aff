import Foundation
import Testing

@testable import IpaiSkills

/// A slash and a combining mark behind it look like one character; to the system, the slash still ends a name.
@Suite struct SkillPathTests {
  @Test(arguments: [
    "../\u{301}x", "a/../\u{301}x", "./\u{301}x", "../\u{200D}x", "../\u{FE0F}x", "..", "../x", "a/..", ".", "a/./b",
  ])
  func whatLeadsElsewhereIsAFault(path: String) {
    #expect(SkillPath.fault(in: path)?.contains("it has the part '.") == true)
  }

  @Test(arguments: ["", "/a", "a/", "a//b", "/\u{301}a", "a//\u{301}b"]) func emptyPartsAreFaults(path: String) {
    #expect(SkillPath.fault(in: path) == "a part of it is empty")
  }

  @Test(arguments: ["a", "a/b", "...", "..a/.b", "a/\u{301}b", "..\u{301}/x", "e\u{301}/\u{E9}"])
  func othersAreFine(path: String) { #expect(SkillPath.fault(in: path) == nil) }

  @Test func foldersThatClashAreFound() {
    let files = ["a/\u{301}x", "A/\u{301}y"].map { SkillFile(path: $0, content: Data()) }
    #expect(SkillPath.clashes(files).map(\.file) == ["A"])
  }
}
