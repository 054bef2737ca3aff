import Foundation
import TestSupport
import Testing

/// The clients of the Python SDK and of fastmcp with the fixtures, as programs over sockets and pipes. `make test` installs them.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ClientTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let binary =
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    + "/mcp-everything"

  private func run(_ environment: String, _ script: String, _ arguments: [String]) async throws -> Subprocess {
    let python = Self.root.appendingPathComponent(".build/clients/\(environment)/bin/python").path
    try #require(FileManager.default.isExecutableFile(atPath: python), "make test installs \(environment)")
    let command =
      [python, "-W", "ignore", Self.root.appendingPathComponent("Tests/Clients/\(script)").path] + arguments
    // Waiting must not block a thread that other tests run on.
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try Subprocess.run(command) }) }
    }
  }

  private func check(_ environment: String, _ script: String, _ arguments: [String] = []) async throws {
    let server = try await EverythingServer.start(Self.binary)
    for target in [["http", server.address], ["stdio", Self.binary]] {
      let run = try await run(environment, script, arguments + target)
      #expect(run.status == 0, "\(target[0]): \(run.text)\(run.error)")
      #expect(run.text.contains("ok cancellation"))
    }
  }

  @Test(arguments: ["auto", "legacy", "2026-07-28"])
  func thePythonSDK2(mode: String) async throws { try await check("sdk2", "sdk2.py", [mode]) }

  @Test func thePythonSDK1() async throws { try await check("sdk1", "sdk1.py") }

  @Test func fastmcp() async throws { try await check("sdk2", "fast.py") }

  @Test func whatNoClientShouldSendHarmsNothing() async throws {
    let server = try await EverythingServer.start(Self.binary)
    let run = try await run("sdk2", "rubbish.py", [server.address, "\(server.process)"])
    #expect(run.status == 0, "\(run.text)\(run.error)")
    #expect(run.text.contains("ok the end"))
    // It was told to end, and did so in good order.
    #expect(await server.exitStatus() == 0)
  }

  @Test func floodsAndStalledClientsHarmNothing() async throws {
    let run = try await run("sdk2", "floods.py", [Self.binary])
    #expect(run.status == 0, "\(run.text)\(run.error)")
    #expect(run.text.contains("ok the end"))
  }
}
