import Foundation
import IpaiCore
import IpaiSkills
import Testing

@Suite struct SingleFileSkillTests {
  private func package(_ text: String, _ ending: String) -> SkillPackage {
    SkillPackage(
      SkillTree([SkillFile(path: "x.skill." + ending, content: Data(text.utf8))]), form: .file, folderName: nil)
  }

  private func shown(_ package: SkillPackage) -> [String] {
    package.validation.findings.map { "\($0.severity.rawValue) \($0.line.map(String.init) ?? "-") \($0.message)" }
  }

  private static let json = """
    {
      "name": "superset_mcp",
      "version": "2.1.0",
      "description": "Runs queries.",
      "status": "approved",
      "mcpServer": "superset",
      "tools": [{"name": "query", "parameters": {"sql": {"type": "string", "max": 1.50}}}],
      "metadata": {"tags": ["a", "b"], "owner": "data", "level": 3, "requires": {"other-skill": "^1.2"}}
    }
    """
  private static let yaml = """
    name: superset_mcp
    version: 2.1.0
    description: Runs queries.
    status: approved
    mcpServer: superset
    tools:
      - {name: query, parameters: {sql: {type: string, max: 1.50}}}
    metadata:
      tags: [a, b]
      owner: data
      level: 3
      requires:
        - name: other-skill
          version: ^1.2
    """

  @Test(arguments: [("json", json), ("yaml", yaml), ("yml", yaml)])
  func theOriginalsFormIsRead(ending: String, text: String) throws {
    let package = package(text, ending)
    #expect(
      shown(package) == [
        "warning \(ending == "json" ? 2 : 1) the name 'superset_mcp' has an underscore, which a SKILL.md does not allow"
      ])
    let manifest = try package.accepted()
    #expect(manifest.name.text == "superset_mcp" && manifest.version == SkillVersion(2, 1, 0))
    #expect(manifest.status == .approved && manifest.requires.map(\.description) == ["other-skill ^1.2"])
    #expect(manifest.metadata["tags"] == #"["a","b"]"#)
    #expect(manifest.metadata["owner"] == "data" && manifest.metadata["level"] == "3")
    #expect(manifest.others["mcpServer"] == "\"superset\"")
    #expect(
      manifest.others["tools"] == #"[{"name":"query","parameters":{"sql":{"type":"string","max":1.50}}}]"#)
    #expect(package.body == text)
  }

  @Test(arguments: [
    ("", "error - the name is missing"), ("[1]", "error 1 the file must be 'key: value' lines, not a list"),
    ("{", "error 1 is not JSON: expected a key in double quotes"),
    ("{\"name\": \"a\",\n\"name\": \"b\"}", "error 2 the key 'name' occurs more than once"),
    (
      "{\"name\": \"a\", \"description\": \"x\", \"version\": \"1.0.0\",\n\"metadata\": {\"version\": \"1.0.1\"}}",
      "error 2 'metadata.version' and 'version' differ"
    ),
    (
      "{\"name\": \"a\", \"description\": \"x\", \"requires\": [[]]}",
      "error 1 an element of 'requires' must be text or have a 'name'"
    ),
    (
      "{\"name\": \"a\", \"description\": \"x\", \"requires\": {\"b\": []}}",
      "error 1 a range of versions must be text, not a list"
    ),
  ])
  func badFilesAreErrors(text: String, finding: String) {
    #expect(shown(package(text, "json")).first { $0.hasPrefix("error") } == finding)
    #expect(package(text, "json").manifest == nil)
  }

  @Test(
    arguments: [
      (#""b ^1, c""#, ["b ^1", "c"]),
      (#"["b ^1", {"name": "c"}, {"name": "d", "range": "~2"}]"#, ["b ^1", "c", "d ~2"]),
      (#"{"b": "*", "c": null, "d": "1.2.3"}"#, ["b", "c", "d 1.2.3"]), ("null", []), (#""""#, []), ("[]", []),
    ] as [(String, [String])])
  func requirementsHaveManyForms(json: String, requires: [String]) throws {
    let text = #"{"name": "a", "version": "1.0.0", "description": "x", "requires": \#(json)}"#
    #expect(try package(text, "json").accepted().requires.map(\.description) == requires)
  }
}
