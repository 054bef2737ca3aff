import Foundation
import TestSupport
import Testing

/// The rules of the Model Context Protocol, as `ipai serve` keeps them.
@Suite(.onOwnThreads) struct ServedRuleTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private static let everything = Binary.products + "/mcp-everything"

  /// The server that the official conformance suite has accepted is the measure.
  @Test func ipaiKeepsTheSameRules() throws {
    let binary = try Binary()
    let folder = try TemporaryFolder()
    let server = try ServedProcess(binary, in: folder.path)
    let script = """
      '\(Self.everything)' --port 0 > address & trap "kill $!" EXIT
      until [ -s address ]; do kill -0 $! || exit 1; sleep 0.1; done
      python3 '\(Self.root)/Tests/Clients/same-rules.py' "$(cat address)" '\(server.address)/mcp' dev-only-insecure-key
      """
    let run = try Subprocess.run(["/bin/bash", "-c", script], in: folder.path, environment: binary.environment)
    #expect(run.status == 0 && run.text.contains("127 requests, 0 differences"), "\(run.text) \(run.error)")
    #expect(try server.stop(SIGTERM) == 0)
  }

  /// What may happen to a server while it runs. Each line says what did.
  @Test(arguments: [
    "half_open", "largest_bodies", "few_descriptors", "killed", "shared", "revoked", "ended", "ended_at_work",
    "standard_input",
    "disk", "database",
  ])
  func itStandsWhatMayHappen(fault: String) throws {
    let binary = try Binary()
    let run = try Subprocess.run(
      ["/usr/bin/env", "python3", Self.root + "/Tests/Clients/serve-faults.py", Binary.path, fault],
      in: binary.home.path, environment: binary.environment)
    #expect(run.status == 0 && run.text.hasPrefix("\(fault): "), "\(run.text) \(run.error.suffix(2_000))")
  }
}
