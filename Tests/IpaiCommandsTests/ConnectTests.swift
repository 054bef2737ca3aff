import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai connect`: the entries in the files of editors and agents.
@Suite struct ConnectTests {
  private let desk: CommandFixture
  private let folder: TemporaryFolder

  init() throws {
    desk = try CommandFixture()
    folder = try TemporaryFolder()
  }

  private func connect(_ words: String..., environment: [String: String] = [:]) -> CommandRun {
    CommandRun(["connect"] + words, home: desk.home, in: folder.path, environment: environment)
  }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: folder.file(name), encoding: .utf8) }

  private func json(_ name: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text(name).utf8)) as? [String: Any])
  }

  @Test func withoutWriteNothingIsWritten() throws {
    let run = connect("claude")
    #expect(run.status == 0 && run.output.contains(#""mcpServers""#) && run.error.contains("--write"), "\(run.error)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test(arguments: [
    ("vscode", ".vscode/mcp.json", "servers"), ("claude", ".mcp.json", "mcpServers"),
    ("cursor", ".cursor/mcp.json", "mcpServers"),
  ])
  func theEntryIsWritten(client: String, file: String, key: String) throws {
    let run = connect(client, "--write")
    #expect(run.status == 0 && run.output.hasPrefix("--- "), "\(run.error)")
    let entry = try #require((try json(file)[key] as? [String: Any])?["ipai"] as? [String: Any])
    #expect(entry["command"] as? String == "ipai" && entry["args"] as? [String] == ["serve", "--stdio"])
    let again = connect(client, "--write")
    #expect(again.status == 0 && again.output.isEmpty && again.error.contains("already"), "\(again.error)")
  }

  @Test func aServerIsNamedWithoutItsKey() throws {
    let secret = ["IPAI_API_KEY": "a-secret-of-some-length", "IPAI_PORT": "9000"]
    for client in ["vscode", "claude", "cursor", "codex"] {
      let run = connect(client, "--workspace", "prod", "--write", environment: secret)
      #expect(run.status == 0 && run.output.contains("http://localhost:9000/mcp"), "\(client): \(run.error)")
    }
    let texts = try [".vscode/mcp.json", ".mcp.json", ".cursor/mcp.json"].map(text)
    let codex = try String(contentsOfFile: desk.home.file(".codex/config.toml"), encoding: .utf8)
    for text in texts + [codex] { #expect(!text.contains("a-secret"), "\(text)") }
    #expect(texts[0].contains("${input:ipai-key}") && texts[1].contains("${IPAI_API_KEY}"))
    #expect(texts[2].contains("${env:IPAI_API_KEY}") && codex.contains(#"bearer_token_env_var = "IPAI_API_KEY""#))
  }

  @Test func commentsAndOrderStay() throws {
    let before = """
      {
      \t// our tools
      \t"folders": [{ "path": "." }], /* here */
      \t"settings": {
      \t\t"z": 1,
      \t},
      }
      """
    try folder.write(before, to: "team.code-workspace")
    let run = connect("vscode", "--file", "team.code-workspace", "--write")
    #expect(run.status == 0, "\(run.error)")
    let after = try text("team.code-workspace")
    #expect(after.contains("\t\t\t\"servers\"") && after.contains("// our tools"), "\(after)")
    var rest = before.split(separator: "\n")[...]
    for line in after.split(separator: "\n") where line == rest.first { rest = rest.dropFirst() }
    #expect(rest.isEmpty, "\(after)")
  }

  @Test(arguments: [
    (".mcp.json", "{\n  \"mcpServers\": [1]\n}", ":2:"), (".mcp.json", "{\n\n\"a\" 1}", ":3:"),
    (".mcp.json", "\u{0}", ":1:1"), (".mcp.json", String(repeating: "[", count: 100_000), ":1:"),
  ])
  func aBrokenFileStaysAsItIs(name: String, content: String, place: String) throws {
    try folder.write(content, to: name)
    let run = connect("claude", "--write")
    #expect(run.status == 78 && run.error.contains(name + place), "\(run.error)")
    #expect(try text(name) == content)
  }

  @Test func otherFilesAreNotTouched() throws {
    try FileManager.default.createDirectory(atPath: folder.file(".mcp.json"), withIntermediateDirectories: true)
    #expect(connect("claude", "--write").status == 78)
    try Data([0xff, 0xfe]).write(to: URL(fileURLWithPath: folder.file("bytes.json")))
    let run = connect("claude", "--file", "bytes.json", "--write")
    #expect(run.status == 78 && run.error.contains("UTF-8"), "\(run.error)")
  }

  /// A link leads where it led, and a private file stays private.
  @Test func linksAndPermissionsStay() throws {
    try folder.write("{}", to: "elsewhere/real.json")
    chmod(folder.file("elsewhere/real.json"), 0o600)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file(".mcp.json"), withDestinationPath: folder.file("elsewhere/real.json"))
    #expect(connect("claude", "--write").status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file(".mcp.json")).hasSuffix("real.json"))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("elsewhere/real.json"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try text("elsewhere/real.json").contains("mcpServers"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("elsewhere")) == ["real.json"])
  }

  @Test(arguments: ["ftp://x", "http://user:password@host/mcp", "localhost:8765", ""])
  func otherAddressesAreExplained(url: String) {
    let run = connect("cursor", "--workspace", "prod", "--url", url)
    #expect(run.status == 64 && !run.error.contains("password@"), "\(run.error)")
  }

  @Test func whatIsWrittenIsDocumented() throws {
    let runs = [connect("claude", "--format", "json"), connect("claude", "--write", "--format", "json")]
    try JSONKey.check("ipai connect", runs.map { JSONKey.paths(in: $0.json) })
  }
}
