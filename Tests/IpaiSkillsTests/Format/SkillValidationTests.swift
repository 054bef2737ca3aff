import Foundation
import IpaiCore
import IpaiSkills
import Testing

@Suite struct SkillValidationTests {
  private func package(_ text: String, files: [String] = [], folder: String? = "my-skill") -> SkillPackage {
    let others = files.map { SkillFile(path: $0, content: Data()) }
    let tree = SkillTree([SkillFile(path: "SKILL.md", content: Data(text.utf8))] + others)
    return SkillPackage(tree, form: .folder, folderName: folder)
  }

  /// A SKILL.md with all that is needed, and more lines of front matter, which start on line 6.
  private func skill(_ lines: String = "", body: String = "Do it.\n") -> String {
    "---\nname: my-skill\ndescription: Does it. Use it when asked.\nmetadata:\n  version: \"1.0.0\"\n\(lines)---\n\(body)"
  }

  private func shown(_ package: SkillPackage) -> [String] {
    package.validation.findings.map { finding in
      "\(finding.severity.rawValue) \(finding.line.map(String.init) ?? "-") \(finding.message)"
    }
  }

  @Test func allFieldsAreRead() throws {
    let text = """
      ---
      name: my-skill
      description: >
        Does it.
        Use it when asked.
      license: Apache-2.0
      compatibility: Requires git
      allowed-tools: Bash(git log:*) Read
      metadata:
        author: "x"
        ipai.version: "1.2.3-rc.1"
        status: candidate
        requires: "other-skill ^1.2, third >=2.0 <3.0, superset_mcp"
      ---
      # Do it
      """
    let package = package(text)
    #expect(package.validation.findings.isEmpty)
    let manifest = try package.accepted()
    #expect(manifest.name.text == "my-skill" && manifest.version == SkillVersion(1, 2, 3, prerelease: ["rc", "1"]))
    #expect(manifest.description == "Does it. Use it when asked." && manifest.status == .testing)
    #expect(manifest.license == "Apache-2.0" && manifest.compatibility == "Requires git")
    #expect(manifest.allowedTools == ["Bash(git log:*)", "Read"])
    #expect(manifest.metadata.keys.sorted() == ["author", "ipai.version", "requires", "status"])
    #expect(manifest.requires.map(\.description) == ["other-skill ^1.2", "third >=2.0 <3.0", "superset_mcp"])
    #expect(manifest.others.isEmpty && package.body == "# Do it")
    let copy = try JSONDecoder().decode(SkillManifest.self, from: JSONEncoder().encode(manifest))
    #expect(copy == manifest)
  }

  @Test(arguments: [
    ("", "error 1 the front matter is missing"), ("# Hello\n", "error 1 the front matter is missing"),
    ("----\nname: x\n----\n", "error 1 the front matter is missing"),
    (" ---\nname: x\n---\n", "error 1 the front matter is missing"),
    ("---\nname: my-skill\n", "error 1 the front matter that starts here is not closed"),
    ("---", "error 1 the front matter that starts here is not closed"),
    ("---\n- a\n- b\n---\nx", "error 2 the front matter must be 'key: value' lines, not a list"),
    ("---\njust text\n---\nx", "error 2 the front matter must be 'key: value' lines, not a string"),
    ("---\nname: a: b\n---\nx", "error 2 is not YAML: mapping values are not allowed in this context"),
    ("---\nname: my-skill\ndescription: *x\n---\nx", "error 3 is not YAML: found undefined alias"),
    ("---\na: &a [x]\nb: [*a, *a]\n---\nx", "error 2 anchors and aliases are not supported"),
    ("---\nname: my-skill\nname: other\n---\nx", "error 2 the key 'name' occurs more than once"),
    ("---\nname: my-skill\nmetadata:\n\tversion: 1\n---\nx", "error 4 a tab stands where only spaces may"),
    ("---\n\u{0}\n---\nx", "error 2 is not YAML: control characters are not allowed"),
    ("---\nx: \(String(repeating: "y", count: 70_000))\n---\nx", "error - the front matter is larger than 64.0 kB"),
  ])
  func badFrontMatterIsOneError(text: String, finding: String) {
    let package = package(text)
    #expect(shown(package) == [finding])
    #expect(package.manifest == nil)
    #expect(#expect(throws: IpaiError.self) { try package.accepted() }?.code == .conflict)
  }

  @Test func frontMatterThatIsNotUTF8HasItsLine() {
    let bytes = Data("---\nname: my-skill\ndescription: ".utf8) + [0xE9] + Data("\n---\nx".utf8)
    let package = SkillPackage(
      SkillTree([SkillFile(path: "SKILL.md", content: bytes)]), form: .folder, folderName: nil)
    #expect(shown(package) == ["error 3 is not UTF-8 text"])
  }

  @Test(
    arguments: [
      ("", []), ("version: 2.0.0\n", ["warning 6 'version' is not a key of the Agent Skills format"]),
      (
        "model: opus\nx: [1, a]\n",
        [
          "warning 6 'model' is not a key of the Agent Skills format",
          "warning 7 'x' is not a key of the Agent Skills format",
        ]
      ),
      ("allowed_tools: Read\n", ["warning 6 'allowed_tools' is not a key of the Agent Skills format"]),
      ("  status: released\n", ["error 6 'released' is not a status"]), ("  status: draft\n", []),
      ("  ipai.version: \"1.0.1\"\n", ["error 6 'metadata.ipai.version' and 'metadata.version' differ"]),
      ("  ipai.version: \"1.0.0\"\n", []),
      ("  status: dev\n  ipai.status: stable\n", ["error 7 'metadata.ipai.status' and 'metadata.status' differ"]),
      ("  status: dev\n  ipai.status: draft\n", []),
      ("  count: 3\n", ["warning 6 metadata 'count' is a number to other programs; it should be text"]),
      ("  flag: true\n", ["warning 6 metadata 'flag' is a boolean to other programs; it should be text"]),
      ("  none:\n", ["warning 6 metadata 'none' is null to other programs; it should be text"]),
      ("  list: [a]\n", ["error 6 metadata 'list' must be text, not a list"]),
      ("  requires:\n    other: ^1\n", ["error 6 metadata 'requires' must be text, not a mapping"]),
      ("  requires: my-skill\n", ["error 6 the skill requires itself"]),
      (
        "  requires: other latest\n",
        ["error 6 'requires': 'latest' is not a range of versions: 'latest' is not a version: 'latest' is not a number"]
      ),
      ("  requires: Other\n", ["error 6 'requires': the name 'Other' holds the capital letter 'O'"]),
      ("  requires: a,, b\n", ["error 6 'requires' has a comma too many"]),
      ("  requires: a ^1, a ^2\n", ["error 6 'requires' names 'a' more than once"]),
      ("license: [x]\n", ["error 6 'license' must be text, not a list"]),
      (
        "compatibility: \(String(repeating: "é", count: 501))\n",
        ["error 6 'compatibility' has 501 characters; at most 500 are allowed"]
      ),
      ("compatibility: \"a\\tb\\nc\"\n", []),
      ("compatibility: \"a\\0b\"\n", ["error 6 'compatibility' has the control character U+0000"]),
      ("compatibility: \"a\\x9Bb\"\n", ["error 6 'compatibility' has the control character U+009B"]),
      ("compatibility: \"\"\n", ["warning 6 'compatibility' is empty"]),
      ("allowed-tools: Read, Grep\n", ["warning 6 'allowed-tools' has commas between its names"]),
      ("allowed-tools: [Read]\n", ["warning 6 'allowed-tools' should be text, not a list"]),
    ] as [(String, [String])])
  func linesOfFrontMatterAreChecked(lines: String, findings: [String]) {
    let package = package(skill(lines))
    #expect(shown(package) == findings)
    #expect((package.manifest != nil) == package.validation.errors.isEmpty)
    #expect(package.validation.passes() == package.validation.errors.isEmpty)
    #expect(package.validation.passes(strict: true) == findings.isEmpty)
  }

  @Test(arguments: [
    ("description: x", "error - the name is missing"), ("name:\ndescription: x", "error 2 the name is missing"),
    ("name: my-skill", "error - the description is missing"),
    ("name: my-skill\ndescription:", "error 3 the description is missing"),
    ("name: my-skill\ndescription: \"  \"", "error 3 the description is empty"),
    ("name: my-skill\ndescription: [a]", "error 3 'description' must be text, not a list"),
    ("name: {a: b}\ndescription: x", "error 2 'name' must be text, not a mapping"),
    ("name: other\ndescription: x", "error 2 the name 'other' is not that of the folder 'my-skill'"),
    ("name: a/b\ndescription: x", "error 2 the name 'a/b' holds '/'"),
    (
      "name: my_skill\ndescription: x",
      "error 2 the name 'my_skill' holds an underscore, which a SKILL.md does not allow"
    ),
    (
      "name: my-sk\u{0456}ll\ndescription: x",
      "error 2 the name 'my-sk\u{0456}ll' holds U+0456 (CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I), which only looks like 'i'"
    ),
    (
      "name: my-skill\ndescription: \(String(repeating: "é", count: 1025))",
      "error 3 'description' has 1025 characters; at most 1024 are allowed"
    ),
    ("name: my-skill\ndescription: x\nmetadata: [a]", "error 4 'metadata' must be a mapping, not a list"),
    (
      "name: my-skill\ndescription: x\nmetadata:\n  version: one",
      "error 5 'one' is not a version: 'one' is not a number"
    ),
    ("name: my-skill\ndescription: x\nmetadata:\n  version: \"\"", "error 5 '' is not a version: a number is missing"),
  ])
  func whatIsNeededIsChecked(front: String, finding: String) {
    let package = package("---\n\(front)\n---\nx")
    #expect(shown(package).filter { $0.hasPrefix("error") } == [finding])
    #expect(package.manifest == nil)
  }

  @Test func limitsAreInclusive() {
    let text =
      "---\nname: my-skill\ndescription: \(String(repeating: "é", count: 1024))\n"
      + "compatibility: \(String(repeating: "é", count: 500))\nmetadata:\n  version: \"1.0.0\"\n---\nx"
    #expect(shown(package(text)) == [])
  }

  @Test func versionsThatAreNotSaidOrShortAreNoted() throws {
    let unsaid = package("---\nname: my-skill\ndescription: x\n---\nx")
    #expect(shown(unsaid) == ["warning - no version is said; it is read as 0.1.0"])
    #expect(try unsaid.accepted().version == SkillVersion(0, 1, 0))
    let short = package("---\nname: my-skill\ndescription: x\nmetadata:\n  version: \"1.0\"\n---\nx")
    #expect(shown(short) == ["warning 5 the version '1.0' is read as 1.0.0"])
  }

  @Test func otherKeysAreKept() throws {
    let manifest = try package(skill("model: opus\nhooks: {a: [1, true]}\n")).accepted()
    #expect(manifest.others == ["model": "\"opus\"", "hooks": #"{"a":[1,true]}"#])
  }

  @Test func byteOrderMarkAndLineEndsOfWindowsAreTaken() {
    let text = "\u{FEFF}" + skill().replacingOccurrences(of: "\n", with: "\r\n")
    #expect(shown(package(text)) == ["warning 1 the file starts with a byte order mark"])
    #expect(package(text).manifest?.version == SkillVersion(1, 0, 0))
  }

  @Test(arguments: ["", "\n", " \n\t\r\n"])
  func emptyBodyIsAWarning(body: String) {
    #expect(shown(package(skill(body: body))) == ["warning - there are no instructions below the front matter"])
  }

  @Test func deadLinksAreWarnings() {
    let body = """
      See [a](references/a.md), [b](references/b.md#part), ![c](assets/c%20d.png "title") and [web](https://x.y/z.md).
      A folder [f](references/), [g](./references/../SKILL.md), [up](../other/x.md), [top](#top), [abs](/etc/x).
      `[code](not/there.md)` and ``a ` [code](nor/this.md)`` but [real](gone.md).
      ```
      [code](neither.md)
      ```
      - list

          - [nested](lost.md)

          [code](indented)no
      [ref]: <missing file.md> "t"
      [^1]: footnote.md
      [bracket](a(b).md) [mail](mailto:a@b.c)
      """
    let files = ["references/a.md", "assets/c d.png"]
    #expect(
      shown(package(skill(body: body), files: files)) == [
        "warning 7 the link 'references/b.md#part' leads to a file that is not there",
        "warning 8 the link '../other/x.md' leads out of the skill",
        "warning 9 the link 'gone.md' leads to a file that is not there",
        "warning 15 the link 'lost.md' leads to a file that is not there",
        "warning 17 the link 'indented' leads to a file that is not there",
        "warning 18 the link 'missing file.md' leads to a file that is not there",
        "warning 20 the link 'a(b).md' leads to a file that is not there",
      ])
  }

  @Test func findingsAreSortedAndTellWhatToDo() {
    let validation = SkillValidation([
      SkillFinding(.warning, file: "z", "w"), SkillFinding(.error, file: "a", line: 9, "e", hint: "h"),
      SkillFinding(.error, file: "SKILL.md", line: 3, "f"), SkillFinding(.error, file: "a", line: 1, "d"),
    ])
    #expect(validation.findings.map(\.message) == ["f", "d", "e", "w"])
    #expect(validation.failure(in: "skills/x")?.message == "skills/x/SKILL.md:3: f (and 2 more errors)")
    #expect(SkillValidation().failure(in: "x") == nil && SkillValidation().passes(strict: true))
  }
}
