import Foundation
import TestSupport
import Testing

/// `ipai serve` as it is run.
@Suite(.serialized, .onOwnThreads) struct ServeTests {
  private let binary: Binary
  private let repository: TestRepository

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private static let script = root + "/Tests/Clients/ipai-tools.py"
  private static let calls = """
    [["index_refresh", {}], ["search", {"query": "proxy retry"}], ["memory_save", {"text": "the proxy is slow"}],
     ["memory_recall", {"query": "slow proxy"}], ["why", {"path": "lib/net.c:1"}], ["commit_show", {"revision": "nothing"}]]
    """

  init() throws {
    binary = try Binary()
    repository = try TestRepository()
    try repository.commit("net: retry when the proxy closes", files: ["lib/net.c": "retry"], seconds: 60)
  }

  private func python(_ sdk: String, _ words: String...) throws -> [String: Any] {
    let run = try Subprocess.run(
      ["\(Self.root)/.build/clients/\(sdk)/bin/python", "-W", "ignore", Self.script] + words, in: repository.path,
      environment: binary.environment, input: Data(Self.calls.utf8))
    #expect(run.status == 0, "\(run.error.suffix(2_000))")
    return try #require(JSONSerialization.jsonObject(with: run.output) as? [String: Any])
  }

  /// Checks what a client was told.
  private func check(_ told: [String: Any], tools: Int) throws {
    #expect((told["tools"] as? [String])?.count == tools)
    let answers = try #require(told["answers"] as? [String: [String: Any]])
    func content(_ tool: String) -> [String: Any] { answers[tool]?["content"] as? [String: Any] ?? [:] }
    #expect(content("index_refresh")["indexed"] as? Int == 1, "\(answers["index_refresh"] ?? [:])")
    let found = try #require((content("search")["results"] as? [[String: Any]])?.first)
    #expect(found["subject"] as? String == "net: retry when the proxy closes", "\(found)")
    #expect((answers["search"]?["text"] as? String)?.contains("is data from ipai") == true)
    #expect((answers["memory_recall"]?["text"] as? String)?.contains("| the proxy is slow") == true)
    #expect((content("why")["commits"] as? [Any])?.count == 1)
    let failed = try #require(answers["commit_show"])
    #expect(failed["error"] as? Bool == true && (failed["text"] as? String)?.contains("nothing") == true)
  }

  @Test(arguments: ["sdk1", "sdk2"])
  func aClientUsesTheToolsOverStandardIO(sdk: String) throws { try check(python(sdk, "stdio", Binary.path), tools: 12) }

  @Test(arguments: ["sdk1", "sdk2"])
  func aClientUsesTheToolsOverHTTP(sdk: String) throws {
    let key = try binary.run("keys", "create", "client", "--scope", "write", in: repository.path).text
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try ServedProcess(binary, in: repository.path)
    try check(python(sdk, "http", server.address + "/mcp", key), tools: 9)
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test(arguments: ["stdio", "http"])
  func fastmcpUsesTheTools(transport: String) throws {
    let key = try binary.run("keys", "create", "client", "--scope", "write", in: repository.path).text
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try ServedProcess(binary, in: repository.path)
    let target = transport == "http" ? [server.address + "/mcp", key] : [Binary.path]
    let run = try Subprocess.run(
      [
        "\(Self.root)/.build/clients/sdk2/bin/python", "-W", "ignore", Self.root + "/Tests/Clients/ipai-fast.py",
        transport,
      ]
        + target, in: repository.path, environment: binary.environment)
    #expect(run.status == 0, "\(run.error.suffix(2_000))")
    #expect(run.text == "ok tools\nok errors\nok resources\nok prompts\n")
    #expect(try server.stop(SIGTERM) == 0)
  }

  /// As old workspaces do it: `ws://localhost:8765`, without a key or with one as a password.
  @Test(arguments: ["/ws", "", "/"])
  func aClientUsesTheToolsOverAWebSocket(path: String) throws {
    let server = try ServedProcess(binary, in: repository.path)
    try check(python("sdk1", "ws", server.address.replacing("http://", with: "ws://") + path), tools: 12)
    let key = try binary.run("keys", "create", "client", "--scope", "write", in: repository.path).text
      .trimmingCharacters(in: .whitespacesAndNewlines)
    // A revoked or missing key is noticed within two seconds.
    Thread.sleep(forTimeInterval: 2.5)
    let without = try Subprocess.run(
      [
        "\(Self.root)/.build/clients/sdk1/bin/python", "-W", "ignore", Self.script, "ws",
        server.address.replacing("http://", with: "ws://") + path,
      ], in: repository.path,
      environment: binary.environment, input: Data("[]".utf8))
    #expect(without.status != 0 && without.error.contains("401"), "\(without.error.suffix(500))")
    try check(python("sdk1", "ws", server.address.replacing("http://", with: "ws://client:\(key)@") + path), tools: 9)
    #expect(try server.stop(SIGTERM) == 0)
  }

  /// Requests that come faster than they are answered wait; what is no message ends the connection with a reason (RFC 6455,
  /// section 7.4.1).
  @Test func aWebSocketIsBounded() throws {
    let server = try ServedProcess(binary, in: repository.path)
    let run = try Subprocess.run(
      [
        "\(Self.root)/.build/clients/sdk1/bin/python", "-W", "ignore", Self.root + "/Tests/Clients/ws-burst.py",
        server.address.replacing("http://", with: "ws://") + "/ws",
      ], in: repository.path, environment: binary.environment)
    #expect(run.status == 0, "\(run.error.suffix(1_000))")
    let said = try #require(JSONSerialization.jsonObject(with: run.output) as? [String: Int], "\(run.text)")
    #expect(said == ["answered": 300, "binary": 1003, "large": 1009, "rubbish": 1009])
    #expect(try server.stop(SIGTERM) == 0)
  }

  /// Whoever holds a connection loses it with the key (close code 1008: RFC 6455, section 7.4.1).
  @Test func aRevokedKeyEndsAWebSocket() throws {
    let key = try binary.run("keys", "create", "client", in: repository.path).text
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try ServedProcess(binary, in: repository.path)
    let url = server.address.replacing("http://", with: "ws://client:\(key)@") + "/ws"
    let script = """
      '\(Self.root)/.build/clients/sdk1/bin/python' -W ignore '\(Self.root)/Tests/Clients/ws-burst.py' '\(url)' revoked |
      while read -r line; do
        echo "$line"
        if [ "$line" = open ]; then '\(Binary.path)' keys revoke client >/dev/null; fi
      done
      """
    let run = try Subprocess.run(
      ["/bin/sh", "-c", script], in: repository.path, environment: binary.environment)
    #expect(run.text == "open\n1008\n", "\(run.text) \(run.error.suffix(1_000))")
    #expect(try server.stop(SIGTERM) == 0)
  }

  /// However much it is asked to write, no secret gets into the log.
  @Test(arguments: ["text", "json"])
  func theLogHoldsNoSecret(format: String) throws {
    let secret = "a-secret-of-some-length"
    let server = try ServedProcess(
      binary, ["-v", "--log-format", format], in: repository.path,
      environment: ["IPAI_API_KEY": secret, "OTHER_TOKEN": "other-secret"])
    let run = try Subprocess.run(
      ["/usr/bin/curl", "-s", "-H", "X-API-Key: \(secret)", server.address + "/status?api_key=in-the-query"],
      in: repository.path, environment: binary.environment)
    #expect(run.status == 0)
    #expect(try server.stop(SIGTERM) == 0)
    #expect(server.log.contains("GET /status"), "\(server.log)")
    for word in [secret, "other-secret", "in-the-query"] { #expect(!server.log.contains(word), "\(server.log)") }
  }

  /// As containers are given secrets.
  @Test func aKeyMayBeInAFile() throws {
    let file = binary.home.file("key")
    func status(_ key: String, _ server: ServedProcess) throws -> String {
      try Subprocess.run(
        [
          "/usr/bin/curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", "X-API-Key: \(key)",
          server.address + "/status",
        ],
        in: repository.path, environment: binary.environment
      ).text
    }
    try Data("a-key-of-some-length\n".utf8).write(to: URL(fileURLWithPath: file))
    let server = try ServedProcess(binary, in: repository.path, environment: ["IPAI_API_KEY_FILE": file])
    #expect(try status("a-key-of-some-length", server) == "200")
    #expect(try status("dev-only-insecure-key", server) == "401")
    #expect(try server.stop(SIGTERM) == 0)
    for content in ["", "\n", "dev-only-insecure-key"] {
      try Data(content.utf8).write(to: URL(fileURLWithPath: file))
      let run = try binary.run("serve", in: repository.path, environment: ["IPAI_API_KEY_FILE": file])
      #expect(run.status == 78 && run.error.contains("there is no key in \(file)"), "\(run.status) \(run.error)")
    }
    let missing = try binary.run("serve", in: repository.path, environment: ["IPAI_API_KEY_FILE": "/nonexistent"])
    #expect(missing.status == 78 && missing.error.contains("there is no file /nonexistent"))
  }

  /// The host in the target counts, and not the field (RFC 9112, section 3.2.2).
  @Test(arguments: [
    ("http://evil.example.com/health", "403"), ("HTTP://LOCALHOST:1/health", "200"), ("http://localhost", "401"),
  ])
  func theWholeAddressMayBeTheTarget(target: String, status: String) throws {
    let server = try ServedProcess(binary, in: repository.path)
    let run = try Subprocess.run(
      ["/usr/bin/curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--request-target", target, server.address],
      in: repository.path, environment: binary.environment)
    #expect(run.text == status)
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test func jsonSaysWhereItServes() throws {
    let server = try ServedProcess(binary, ["--format", "json"], in: repository.path)
    let said = try JSONSerialization.jsonObject(with: Data(server.line.utf8)) as? [String: String]
    #expect(said?.keys.sorted() == ["address", "mcp"] && said?["mcp"] == "\(said?["address"] ?? "")/mcp")
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func aSignalEndsIt(signal: Int32) throws {
    let server = try ServedProcess(binary, in: repository.path)
    #expect(try server.stop(signal) == 0)
  }

  @Test func thePortMayBeTaken() throws {
    let server = try ServedProcess(binary, in: repository.path)
    let port = try #require(server.address.split(separator: ":").last)
    let second = try binary.run("serve", "--port", String(port), in: repository.path)
    #expect(second.status == 69 && second.error.contains("another program has the port"))
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test func withoutAKeyItServesThisMachineAlone() throws {
    let run = try binary.run("serve", "--host", "0.0.0.0", "--port", "0", in: repository.path)
    #expect(run.status == 78 && run.error.contains("ipai keys create"))
    let known = try binary.run(
      "serve", "--host", "0.0.0.0", "--port", "0", in: repository.path,
      environment: ["MCP_LOCAL_API_KEY": "dev-only-insecure-key"])
    #expect(known.status == 78)
    let short = try binary.run(
      "serve", "--host", "0.0.0.0", "--port", "0", in: repository.path, environment: ["IPAI_API_KEY": "fifteen bytes.."]
    )
    #expect(short.status == 78 && short.error.contains("fewer than 16 bytes") && !short.error.contains("fifteen"))
  }

  @Test func wrongWordsAreExplained() throws {
    #expect(try binary.run("serve", "--port", "65536", in: repository.path).status == 64)
    let both = try binary.run("serve", "--stdio", "--port", "1", in: repository.path)
    #expect(both.status == 64 && both.error.contains("--port has no meaning with --stdio"), "\(both.error)")
    let nowhere = try binary.run(
      "serve", "--host", "no.such.host.invalid", in: repository.path,
      environment: ["IPAI_API_KEY": "a-key-of-some-length"])
    #expect(nowhere.status == 69 && nowhere.error.contains("no such host"), "\(nowhere.status) \(nowhere.error)")
    #expect(try binary.run("serve", "--root", "/nonexistent", in: repository.path).status == 66)
    #expect(try binary.run("serve", "--host", "no such host", in: repository.path).status == 64)
    for words in [
      ["--trusted-proxy", "proxy.example.com"], ["--allowed-origin", "app.example.com"], ["--allowed-host", "a:1"],
    ] {
      let run = try Subprocess.run(
        [Binary.path, "serve"] + words, in: repository.path, environment: binary.environment)
      #expect(run.status == 64 && run.error.contains(words[1]), "\(words) \(run.error)")
    }
  }
}
