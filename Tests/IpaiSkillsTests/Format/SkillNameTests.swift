import Foundation
import IpaiCore
import IpaiSkills
import Testing

@Suite struct SkillNameTests {
  @Test(arguments: ["a", "pdf-processing", "a1-b2-c3", "0", String(repeating: "a", count: 64)])
  func namesAreTaken(text: String) throws {
    for form in SkillForm.allCases { #expect(try SkillName(text, in: form).text == text) }
  }

  @Test(arguments: [
    ("", "the name is empty"), ("-a", "the name '-a' starts or ends with a hyphen"),
    ("a-", "the name 'a-' starts or ends with a hyphen"), ("a--b", "the name 'a--b' has two hyphens in a row"),
    ("PDF", "the name 'PDF' holds the capital letter 'P'"), ("a/b", "the name 'a/b' holds '/'"),
    ("../a", "the name '../a' holds '.'"), ("a.b", "the name 'a.b' holds '.'"), ("a b", "the name 'a b' holds a space"),
    ("p\u{0430}y", "the name 'p\u{0430}y' holds U+0430 (CYRILLIC SMALL LETTER A), which only looks like 'a'"),
    ("\u{FF50}df", "the name '\u{FF50}df' holds U+FF50 (FULLWIDTH LATIN SMALL LETTER P), which only looks like 'p'"),
    ("a\u{2011}b", "the name 'a\u{2011}b' holds U+2011 (NON-BREAKING HYPHEN), which only looks like '-'"),
    ("\u{1D41A}", "the name '\u{1D41A}' holds U+1D41A (MATHEMATICAL BOLD SMALL A), which only looks like 'a'"),
    ("größe", "the name 'größe' holds U+00F6 (LATIN SMALL LETTER O WITH DIAERESIS)"),
    ("a\u{0}", #"the name $'a\x00' holds U+0000"#), ("a\nb", #"the name $'a\x0ab' holds U+000A"#),
    (
      String(repeating: "a", count: 65),
      "the name '\(String(repeating: "a", count: 65))' has 65 characters; at most 64 are allowed"
    ),
  ])
  func faultsAreNamed(text: String, message: String) {
    for form in SkillForm.allCases {
      let error = #expect(throws: IpaiError.self) { try SkillName(text, in: form) }
      #expect(error?.message == message)
      #expect(error?.hint == "use a-z, 0-9 and single hyphens, such as 'release-notes'")
    }
  }

  @Test func underscoresAreForFilesOnly() throws {
    #expect(try SkillName("superset_mcp").hasUnderscore)
    let error = #expect(throws: IpaiError.self) { try SkillName("superset_mcp", in: .folder) }
    #expect(error?.message == "the name 'superset_mcp' holds an underscore, which a SKILL.md does not allow")
  }

  @Test func namesAreTextInJSON() throws {
    let name = try SkillName("a-b")
    #expect(String(decoding: try JSONEncoder().encode([name]), as: UTF8.self) == #"["a-b"]"#)
    #expect(try JSONDecoder().decode([SkillName].self, from: Data(#"["a-b"]"#.utf8)) == [name])
    #expect(throws: IpaiError.self) { try JSONDecoder().decode([SkillName].self, from: Data(#"["A"]"#.utf8)) }
    #expect(try SkillName("a-b") < SkillName("a0"))
  }
}
