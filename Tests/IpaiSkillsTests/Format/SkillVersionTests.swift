import Foundation
import IpaiCore
import IpaiSkills
import Testing

@Suite struct SkillVersionTests {
  /// The examples of Semantic Versioning 2.0.0, section 11, each list in its order.
  @Test(arguments: [
    ["1.0.0", "2.0.0", "2.1.0", "2.1.1"], ["1.0.0-alpha", "1.0.0"],
    [
      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
      "1.0.0",
    ],
    [
      "1.0.0-2", "1.0.0-10", "1.0.0-99999999999999999999", "1.0.0-100000000000000000000", "1.0.0--", "1.0.0-A",
      "1.0.0-a",
    ],
    ["0.9.9", "0.10.0", "1.0.0-0"],
  ])
  func precedenceIsThatOfTheStandard(texts: [String]) throws {
    let versions = try texts.map { try SkillVersion($0) }
    for (low, left) in versions.enumerated() {
      for (high, right) in versions.enumerated() {
        #expect(left.precedes(right) == (low < high), "\(left) \(right)")
        #expect((left < right) == (low < high))
        #expect((left == right) == (low == high))
      }
    }
  }

  @Test func buildsHaveNoPrecedence() throws {
    let plain = try SkillVersion("1.0.0")
    let build = try SkillVersion("1.0.0+20130313144700")
    #expect(!plain.precedes(build) && !build.precedes(plain))
    #expect(plain != build && plain < build)
  }

  @Test(arguments: [
    "0.0.4", "1.2.3", "10.20.30", "1.1.2-prerelease+meta", "1.1.2+meta", "1.1.2+meta-valid", "1.0.0-alpha",
    "1.0.0-alpha.beta.1", "1.0.0-alpha0.valid", "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
    "1.0.0-rc.1+build.123", "2.0.0+build.1848", "1.0.0-alpha+beta", "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
    "1.0.0+0.build.1-rc.10000aaa-kk-0.1", "1.0.0-0A.is.legal",
  ])
  func validVersionsAreKept(text: String) throws { #expect(try SkillVersion(text).description == text) }

  @Test(arguments: [("1", "1.0.0"), ("1.2", "1.2.0"), ("0", "0.0.0")])
  func missingNumbersAreZero(text: String, version: String) throws {
    #expect(try SkillVersion(text).description == version)
  }

  @Test(arguments: [
    ("", "a number is missing"), ("1.", "a number is missing"), ("1..2", "a number is missing"),
    ("v1.2.3", "it starts with 'v'"),
    ("1.2.3.4", "it has more than three numbers"), ("01.2.3", "'01' has a leading zero"),
    ("1.2.x", "'x' is not a number"),
    ("1.2.3-", "a part after '-' or '+' is empty"), ("1.2.3-a..b", "a part after '-' or '+' is empty"),
    ("1.2.3+", "a part after '-' or '+' is empty"), ("1.2.3-01", "'01' has a leading zero"),
    ("1.2-rc", "three numbers must stand before '-' and '+'"), ("alpha", "'alpha' is not a number"),
    ("1.2.3-a_b", "'a_b' holds something other than letters, digits and hyphens"), (" 1.2.3", "' 1' is not a number"),
    ("1.2.3 ", "'3 ' is not a number"), ("1.0.99999999999999999999", "'99999999999999999999' is too large"),
    ("-1.0.0", "a number is missing"), ("１.0.0", "'１' is not a number"),
    (String(repeating: "1", count: 129), "it has more than 128 characters"),
  ])
  func whatIsNoVersionIsRefused(text: String, reason: String) {
    let error = #expect(throws: IpaiError.self) { try SkillVersion(text) }
    #expect(error?.message == "'\(text.prefix(80))' is not a version: \(reason)")
    #expect(error?.code == .usage)
  }

  @Test func versionsAreTextInJSON() throws {
    let version = try SkillVersion("1.2.3-rc.1+b")
    let data = try JSONEncoder().encode([version])
    #expect(String(decoding: data, as: UTF8.self) == #"["1.2.3-rc.1+b"]"#)
    #expect(try JSONDecoder().decode([SkillVersion].self, from: data) == [version])
  }
}
