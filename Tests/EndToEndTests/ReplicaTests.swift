import Foundation
import TestSupport
import Testing

/// Two servers of one store behind one address.
@Suite(.onOwnThreads) struct ReplicaTests {
  private let binary: Binary
  private let folder: TemporaryFolder
  private let address: String

  init() async throws {
    binary = try Binary()
    folder = try TemporaryFolder()
    let server = try await PostgresServer.shared()
    let name = "replicas_\(UInt64.random(in: 0 ... .max))"
    try await server.make(database: name)
    address = server.address(name)
    #expect(try binary.run("store", "migrate", "--store", address, in: "/").status == 0)
  }

  /// The example, with other addresses.
  private func configuration(_ port: Int, _ servers: [ServedProcess]) throws -> String {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("examples/replicas/haproxy.cfg").path
    var text = try String(contentsOfFile: path, encoding: .utf8)
    let others = ["127.0.0.1:8765": "127.0.0.1:\(port)"].merging(
      zip(["127.0.0.1:8701", "127.0.0.1:8702"], servers.map { String($0.address.dropFirst("http://".count)) })
    ) { $1 }
    for (place, other) in others {
      #expect(text.contains(place))
      text = text.replacing(place, with: other)
    }
    return text
  }

  @Test func oneMayBeKilled() throws {
    let key = try binary.run("keys", "create", "load", "--scope", "admin", "--store", address, in: "/")
      .text.trimmingCharacters(in: .whitespacesAndNewlines)
    try folder.write(
      "---\nname: tidy\ndescription: Tidies up. Use it daily.\nmetadata:\n  version: 1.0.0\n---\nTidy.\n",
      to: "tidy/SKILL.md")
    // A local database, which has nothing to do with it.
    #expect(try binary.run("memory", "add", "local", in: "/").status == 0)
    let servers = try (0..<2).map { _ in
      try ServedProcess(binary, ["--store", address], in: folder.path)
    }
    let free = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
    let port = try #require(
      Int(Subprocess.run(["python3", "-c", free]).text.trimmingCharacters(in: .whitespacesAndNewlines)))
    try folder.write(try configuration(port, servers), to: "haproxy.cfg")
    let balancer = Process()
    balancer.executableURL = URL(fileURLWithPath: "/usr/sbin/haproxy")
    balancer.arguments = ["-q", "-db", "-f", folder.file("haproxy.cfg")]
    try balancer.run()
    defer { balancer.terminate() }
    for _ in 0..<100 {
      let ready = ["curl", "--silent", "--fail", "--max-time", "2", "http://127.0.0.1:\(port)/ready"]
      if try Subprocess.run(ready).status == 0 { break }
      Thread.sleep(forTimeInterval: 0.1)
    }
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

  /// Whoever asks how a server is gets an answer in time, and it goes on by itself.
  @Test func aServerSaysThatTheDatabaseIsGone() async throws {
    let database = try await PostgresServer.start(.newest)
    #expect(try binary.run("store", "migrate", "--store", database.address(), in: "/").status == 0)
    let server = try ServedProcess(binary, ["--store", database.address()], in: folder.path)
    func answer(_ path: String) throws -> String {
      try Subprocess.run(["curl", "--silent", "--max-time", "8", server.address + path], in: "/").text
    }
    func becomes(_ path: String, _ text: String) throws -> Bool {
      for _ in 0..<60 {
        if try answer(path).contains(text) { return true }
        Thread.sleep(forTimeInterval: 0.5)
      }
      return false
    }
    #expect(try answer("/health").contains(#""memory":"ok""#) && answer("/ready").contains("ready"))
    try await database.command("stop")
    #expect(try becomes("/health", #""memory":"unavailable""#))
    #expect(try answer("/ready").contains("unavailable"))
    try await database.command("start")
    #expect(try becomes("/ready", #""ready""#) && becomes("/health", #""memory":"ok""#))
    #expect(!server.log.contains("secret"))
    #expect(try server.stop(SIGTERM) == 0)
  }
}
