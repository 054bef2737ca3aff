import Foundation
import TestSupport
import Testing

/// Two servers of one store behind one address.
@Suite struct ReplicaTests {
  private let binary: Binary
  private let folder: TemporaryFolder
  private let address: String

  init() throws {
    binary = try Binary()
    folder = try TemporaryFolder()
    let server = try PostgresServer.shared.get()
    let name = "replicas_\(UInt64.random(in: 0 ... .max))"
    try server.make(database: name)
    address = server.address(name)
    #expect(try binary.run("store", "migrate", "--store", address, in: "/").status == 0)
  }

  /// As 'man 7 ipai-server' shows it.
  private func configuration(_ port: Int, _ servers: [ServedProcess]) -> String {
    let lines = servers.enumerated().map { number, server in
      "  server ipai\(number) \(server.address.dropFirst("http://".count)) check inter 500ms"
    }
    return """
      global
        maxconn 1000
      defaults
        mode http
        timeout connect 2s
        timeout client 1h
        timeout server 1h
      listen ipai
        bind 127.0.0.1:\(port)
        option http-buffer-request
        option redispatch
        option httpchk
        http-check send meth GET uri /ready ver HTTP/1.1 hdr Host localhost
        retries 3
        retry-on conn-failure empty-response
        stick-table type string len 64 size 100k expire 1h
        stick store-response res.hdr(Mcp-Session-Id)
        stick match req.hdr(Mcp-Session-Id)
      \(lines.joined(separator: "\n"))

      """
  }

  @Test func oneMayBeKilled() throws {
    let key = try binary.run("keys", "create", "load", "--scope", "admin", "--store", address, in: "/")
      .text.trimmingCharacters(in: .whitespacesAndNewlines)
    try folder.write(
      "---\nname: tidy\ndescription: Tidies up. Use it daily.\nmetadata:\n  version: 1.0.0\n---\nTidy.\n",
      to: "tidy/SKILL.md")
    let servers = try (0..<2).map { _ in
      try ServedProcess(binary, ["--store", address], in: folder.path)
    }
    let port = Int.random(in: 20_000..<32_000)
    try folder.write(configuration(port, servers), to: "haproxy.cfg")
    let balancer = Process()
    balancer.executableURL = URL(fileURLWithPath: "/usr/sbin/haproxy")
    balancer.arguments = ["-q", "-db", "-f", folder.file("haproxy.cfg")]
    try balancer.run()
    defer { balancer.terminate() }
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Clients/replicas.py").path
    let run = try Subprocess.run(
      [
        "python3", script, "http://127.0.0.1:\(port)", servers[0].address, servers[1].address, key,
        "\(servers[0].processIdentifier)",
      ], in: folder.path)
    let lines = ["changes", "keys and answers", "session", "load", "nothing lost", "sessions"]
    #expect(run.status == 0 && run.text == lines.map { "ok \($0)\n" }.joined(), "\(run.text) \(run.error)")
    #expect(try servers[1].stop(SIGTERM) == 0)
  }
}
