import Foundation
import TestSupport
import Testing

/// What `ipai connect` writes works: `doctor --clients` makes a handshake with it, in each revision.
@Suite(.serialized, .onOwnThreads) struct ServedClientTests {
  private let binary: Binary
  private let folder: TemporaryFolder

  init() throws {
    binary = try Binary()
    folder = try TemporaryFolder()
  }

  private func doctor(_ environment: [String: String] = [:]) throws -> [String: (status: String, message: String)] {
    let path = (Binary.path as NSString).deletingLastPathComponent + ":/usr/bin:/bin"
    let run = try binary.run(
      "doctor", "--clients", "--format", "json", in: folder.path,
      environment: environment.merging(["PATH": path]) { $1 })
    let json = try #require(JSONSerialization.jsonObject(with: run.output) as? [String: Any], "\(run.error)")
    let findings = try #require(json["checks"] as? [[String: Any]])
    return Dictionary(
      findings.map { ($0["name"] as? String ?? "", ($0["status"] as? String ?? "", $0["message"] as? String ?? "")) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test func eachClientReachesIpai() throws {
    for client in ["claude", "cursor"] {
      #expect(try binary.run("connect", client, "--write", in: folder.path).status == 0)
    }
    let key = try binary.run("keys", "create", "editor", in: folder.path).text.trimmingCharacters(
      in: .whitespacesAndNewlines)
    let server = try ServedProcess(binary, in: folder.path)
    for client in ["vscode", "codex"] {
      let run = try binary.run(
        "connect", client, "--workspace", "prod", "--url", server.address + "/mcp", "--write", in: folder.path)
      #expect(run.status == 0, "\(run.error)")
    }
    let found = try doctor(["IPAI_API_KEY": key])
    for client in ["claude", "cursor", "vscode", "codex"] {
      let finding = try #require(found[client], "\(client)")
      #expect(finding.status == "ok" && finding.message.contains("2025-11-25 and 2026-07-28"), "\(finding)")
    }
    let without = try doctor()
    #expect(without["codex"]?.status == "warning" && without["codex"]?.message.contains("IPAI_API_KEY") == true)
    #expect(try server.stop(SIGTERM) == 0)
    #expect(try doctor(["IPAI_API_KEY": key])["codex"]?.status == "failed")
  }

  /// A file that comes with a repository does not get anything else started, and no key sent elsewhere.
  @Test func aForeignFileIsNotObeyed() throws {
    try folder.write(
      #"{"mcpServers": {"ipai": {"command": "/bin/touch", "args": ["touched"]}}}"#, to: ".mcp.json")
    let found = try doctor()
    #expect(found["claude"]?.status == "warning" && found["claude"]?.message.contains("not tried") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.file("touched")))
  }
}
