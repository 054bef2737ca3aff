import IpaiCore
import IpaiSkills
import Testing

@Suite struct VersionRangeTests {
  @Test(arguments: [
    ("*", "0.0.1 1.2.3 1.0.0-rc.1", ""),
    ("1.2.3", "1.2.3 1.2.3+b", "1.2.4 1.2.2 1.2.3-rc"),
    ("=1.2.3", "1.2.3", "1.2.4"),
    ("1.2", "1.2.0 1.2.9", "1.1.9 1.3.0 1.3.0-rc 1.2.0-rc"),
    ("1", "1.0.0 1.9.9", "0.9.9 2.0.0 2.0.0-rc"),
    ("1.x", "1.0.0 1.9.9", "0.9.9 2.0.0"),
    ("1.2.*", "1.2.0 1.2.9", "1.3.0"),
    ("^1.2", "1.2.0 1.9.0", "1.1.9 2.0.0 2.0.0-rc 1.3.0-rc"),
    ("^1.2.3", "1.2.3 1.9.0", "1.2.2 2.0.0"),
    ("^0.2.3", "0.2.3 0.2.9", "0.3.0 0.2.2"),
    ("^0.0.3", "0.0.3", "0.0.4 0.0.2"),
    ("^0", "0.0.1 0.9.9", "1.0.0"),
    ("^0.0", "0.0.1 0.0.9", "0.1.0"),
    ("^1.2.3-rc.1", "1.2.3-rc.1 1.2.3-rc.2 1.2.3 1.9.0", "1.2.3-beta 1.3.0-rc.1 2.0.0"),
    ("~1.2", "1.2.0 1.2.9", "1.3.0 1.1.0"),
    ("~1.2.3", "1.2.3 1.2.9", "1.2.2 1.3.0 1.3.0-rc"),
    ("~1", "1.0.0 1.9.0", "2.0.0"),
    (">=1.0 <2.0", "1.0.0 1.9.9", "0.9.9 2.0.0 2.0.0-rc.1"),
    (">= 1.0  < 2.0", "1.0.0 1.9.9", "2.0.0"),
    (">1.2", "1.3.0 2.0.0", "1.2.0 1.2.9 1.3.0-rc"),
    (">1.2.3", "1.2.4", "1.2.3"),
    ("<=1.2", "1.2.9 0.1.0", "1.3.0 1.3.0-rc"),
    ("<=1.2.3", "1.2.3", "1.2.4"),
    (">=1.0.0-rc.1", "1.0.0-rc.2 1.0.0 3.0.0", "1.0.0-beta 2.0.0-rc.1"),
  ])
  func rangesHoldTheirVersions(text: String, inside: String, outside: String) throws {
    let range = try VersionRange(text)
    for version in inside.split(separator: " ") {
      #expect(range.contains(try SkillVersion(String(version))), "\(version) in \(text)")
    }
    for version in outside.split(separator: " ") {
      #expect(!range.contains(try SkillVersion(String(version))), "\(version) not in \(text)")
    }
    #expect(try VersionRange(range.text) == range)
  }

  @Test(arguments: [
    ("", "it is empty"), ("  ", "it is empty"), ("latest", "'latest' is not a version: 'latest' is not a number"),
    ("1.0 2.0", "'1.0' lacks a sign such as '>='"), (">=", "'' is not a version: a number is missing"),
    ("1.0 || 2.0", "'1.0' lacks a sign such as '>='"), ("^^1", "'^1' is not a version: '^1' is not a number"),
    ("1.x.2", "'1.x.2' is not a version: 'x' is not a number"), ("* *", "'*' lacks a sign such as '>='"),
  ])
  func whatIsNoRangeIsRefused(text: String, reason: String) {
    let error = #expect(throws: IpaiError.self) { try VersionRange(text) }
    #expect(error?.message == "'\(text)' is not a range of versions: \(reason)")
  }
}
