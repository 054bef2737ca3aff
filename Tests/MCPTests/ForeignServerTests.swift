import Foundation
import IpaiHTTP
import IpaiServer
import IpaiUpstreams
import Synchronization
import Testing

@testable import MCP

/// Our client with servers of the Python SDK, 1.30 and 2.3, over stdio and sockets. `make test` installs them.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ForeignServerTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let script = root.appendingPathComponent("Tests/Clients/server.py").path

  private static func python(_ environment: String) -> String {
    root.appendingPathComponent(".build/clients/\(environment)/bin/python").path
  }

  /// The revision that each version of the SDK ends up with, in each mode.
  static let cases: [(String, Client.Options.Mode, ProtocolVersion)] = [
    ("sdk1", .automatic, .v2025_11_25), ("sdk1", .handshake, .v2025_11_25),
    ("sdk2", .automatic, .v2026_07_28), ("sdk2", .handshake, .v2025_11_25), ("sdk2", .stateless, .v2026_07_28),
  ]

  @Test(arguments: cases)
  func overStandardIO(environment: String, mode: Client.Options.Mode, version: ProtocolVersion) async throws {
    let command = ServerCommand(Self.python(environment), ["-W", "ignore", Self.script, "stdio"])
    try await Self.tryAll(.process(command), mode, version)
  }

  @Test(arguments: cases)
  func overSockets(environment: String, mode: Client.Options.Mode, version: ProtocolVersion) async throws {
    let server = try await EverythingServer.start(
      Self.python(environment), ["-W", "ignore", Self.script, "http"])
    let address = try WebAddress(server.address)
    // The server prints its address before it listens there, since it first looks for a free port.
    for _ in 0..<600 where (try? await HTTPClient().send(.init("GET", address, headers: [], body: Data()))) == nil {
      try await Task.sleep(for: .milliseconds(100))
    }
    try await Self.tryAll(.socket(address) { withExtendedLifetime(server) { [:] } }, mode, version)
  }

  private static func tryAll(_ transport: ClientTransport, _ mode: Client.Options.Mode, _ version: ProtocolVersion)
    async throws
  {
    var options = Client.Options()
    options.mode = mode
    options.probeSeconds = 60
    options.elicit = { _ in ElicitationAnswer(.accept, content: ["name": "Ada"]) }
    let client = Client(Implementation(name: "test", version: "1"), over: transport, options: options)
    #expect(try await client.connect().version == version)
    try await tools(client)
    #expect(try await client.readResource("note://all").first?.text == "A note.")
    #expect(try await client.readResource("note://7").first?.text == "Note 7.")
    #expect(try await client.listResourceTemplates().map(\.uri) == ["note://{number}"])
    await #expect(throws: RPCError.self) { try await client.readResource("other://none") }
    #expect(try await client.listPrompts().map(\.name) == ["review"])
    #expect(try await client.prompt("review", ["code": "x"]).messages.first?.content.text == "Review this: x")
    await client.close()
  }

  private static func tools(_ client: Client) async throws {
    #expect(try await client.listTools().map(\.name).sorted() == ["add", "ask", "fail", "greet", "work"])
    #expect(try await client.callTool("greet", ["name": "Ada"]).content.first?.text == "Hello, Ada!")
    #expect(try await client.callTool("add", ["a": 2, "b": 40]).structuredContent == ["sum": 42])
    #expect(try await client.callTool("fail").isError)
    let reports = Mutex<[Double]>([])
    let worked = try await client.callTool(
      "work", options: .init(onProgress: { report in reports.withLock { $0.append(report.progress) } }))
    #expect(worked.content.first?.text == "done" && reports.withLock { $0 } == [1, 2, 3])
    #expect(try await client.callTool("ask").content.first?.text == "You are Ada")
  }
}
