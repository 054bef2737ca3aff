import Foundation
import Testing

@testable import IpaiConnect

@Suite struct ClientEntryTests {
  private static let stdioArguments = "\"args\": [\"serve\", \"--stdio\"]"
  private static let input =
    "[{\"type\": \"promptString\", \"id\": \"ipai-key\", \"description\": \"API key of ipai\", \"password\": true}]"

  @Test(
    arguments: [
      (
        ClientFile.vscodeFolder, ["servers", "ipai"],
        "{\"type\": \"stdio\", \"command\": \"ipai\", \(stdioArguments)}",
        "{\"type\": \"http\", \"url\": \"http://localhost:8765/mcp\", "
          + "\"headers\": {\"Authorization\": \"Bearer ${input:ipai-key}\"}}"
      ),
      (
        .vscodeWorkspace("a.code-workspace"), ["settings", "mcp", "servers", "ipai"],
        "{\"type\": \"stdio\", \"command\": \"ipai\", \(stdioArguments)}",
        "{\"type\": \"http\", \"url\": \"http://localhost:8765/mcp\", "
          + "\"headers\": {\"Authorization\": \"Bearer ${input:ipai-key}\"}}"
      ),
      (
        .claude, ["mcpServers", "ipai"], "{\"type\": \"stdio\", \"command\": \"ipai\", \(stdioArguments)}",
        "{\"type\": \"http\", \"url\": \"http://localhost:8765/mcp\", "
          + "\"headers\": {\"Authorization\": \"Bearer ${IPAI_API_KEY}\"}}"
      ),
      (
        .cursor, ["mcpServers", "ipai"], "{\"command\": \"ipai\", \(stdioArguments)}",
        "{\"url\": \"http://localhost:8765/mcp\", \"headers\": {\"Authorization\": \"Bearer ${env:IPAI_API_KEY}\"}}"
      ),
    ] as [(ClientFile, [String], String, String)])
  func entriesOfJSON(file: ClientFile, keys: [String], stdio: String, http: String) throws {
    let dev = try JSONCDocument(ClientEntry(file, ClientWorkspace.dev.connection()).edited(""))
    #expect(try dev.json(at: keys) == stdio)
    let prod = try JSONCDocument(ClientEntry(file, ClientWorkspace.prod.connection()).edited(""))
    #expect(try prod.json(at: keys) == http)
    guard let inputs = file.inputKeys else { return }
    #expect(try dev.json(at: inputs) == nil)
    #expect(try prod.json(at: inputs) == Self.input)
  }

  @Test(arguments: [ClientFile.codexUser, .codexProject]) func entriesOfTOML(file: ClientFile) throws {
    #expect(
      try ClientEntry(file, .stdio).edited("")
        == "[mcp_servers.ipai]\ncommand = \"ipai\"\nargs = [\"serve\", \"--stdio\"]\n")
    #expect(
      try ClientEntry(file, .http(.local)).edited("")
        == "[mcp_servers.ipai]\nurl = \"http://localhost:8765/mcp\"\nbearer_token_env_var = \"IPAI_API_KEY\"\n")
  }

  @Test func aWholeFileOfVSCode() throws {
    let text = "{\n\t// Our servers\n\t\"servers\": {\n\t\t\"docs\": { \"url\": \"http://d\" }, // public\n\t},\n}\n"
    let url = try ClientURL("https://ipai.example.org/mcp")
    let entry = ClientEntry(.vscodeFolder, .http(url))
    let edited = try entry.edited(text)
    #expect(
      edited == """
        {
        \t// Our servers
        \t"servers": {
        \t\t"docs": { "url": "http://d" }, // public
        \t\t"ipai": {
        \t\t\t"type": "http",
        \t\t\t"url": "https://ipai.example.org/mcp",
        \t\t\t"headers": {
        \t\t\t\t"Authorization": "Bearer ${input:ipai-key}"
        \t\t\t}
        \t\t},
        \t},
        \t"inputs": [
        \t\t{
        \t\t\t"type": "promptString",
        \t\t\t"id": "ipai-key",
        \t\t\t"description": "API key of ipai",
        \t\t\t"password": true
        \t\t}
        \t],
        }

        """)
    #expect(try !entry.isPresent(in: text) && entry.isPresent(in: edited))
    #expect(try !ClientEntry(.vscodeFolder, .stdio).isPresent(in: edited))
  }

  @Test(arguments: [
    (Client.vscode, ".vscode/mcp.json", false), (.claude, ".mcp.json", false), (.cursor, ".cursor/mcp.json", false),
    (.codex, ".codex/config.toml", true),
  ])
  func filesOfClients(client: Client, path: String, isBelowHome: Bool) {
    let file = ClientFile(client)
    #expect(file.client == client && file.path == path && file.isBelowHome == isBelowHome)
  }

  @Test func otherFiles() {
    #expect(ClientFile.vscodeWorkspace("x/a.code-workspace").path == "x/a.code-workspace")
    #expect(!ClientFile.codexProject.isBelowHome && ClientFile.codexProject.path == ".codex/config.toml")
  }

  @Test(arguments: ["mcp.servers", "mcp.inputs"]) func settingsWithDotsAreRefused(key: String) {
    let text = "{\"settings\": {\"\(key)\": {\"a\": {}}}}"
    let error = #expect(throws: ClientFileError.self) {
      try ClientEntry(.vscodeWorkspace("a.code-workspace"), .stdio).edited(text)
    }
    #expect(error?.problem == "the key '\(key)' has dots")
    #expect(throws: Never.self) { try ClientEntry(.cursor, .stdio).edited("{\"mcpServers.ipai\": 1}") }
  }

  @Test(
    arguments: [
      ("http://localhost:8765/mcp", nil), ("HTTPS://[::1]/", nil), ("https://u@h/", .holdsUser),
      ("https://:p@h/", .holdsUser),
      ("localhost:8765", .notHTTP), ("ws://h/", .notHTTP), ("http:///mcp", .notHTTP), ("http://h/${x}", .notHTTP),
      ("http://h/a b", .notHTTP), ("", .notHTTP),
    ] as [(String, ClientURL.Fault?)])
  func addresses(text: String, fault: ClientURL.Fault?) {
    do {
      #expect(try ClientURL(text).text == text && fault == nil)
    } catch {
      #expect(error == fault)
    }
  }
}
