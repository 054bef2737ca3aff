import Foundation
import TestSupport
import Testing

/// What the REST interface does agrees with what /openapi.json says: schemathesis, which makes requests from a schema, finds no
/// difference. The examples of deployments are tried here too.
@Suite(.serialized, .onOwnThreads) struct ServedSchemaTests {
  private let binary: Binary
  private let repository: TestRepository

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  init() throws {
    binary = try Binary()
    repository = try TestRepository()
    try repository.commit("net: retry", files: ["net.c": "1"], seconds: 60)
  }

  /// What no schema can say, such as whether a name is known, may still be refused, and an answer that is known already is not
  /// repeated.
  private static let settings = """
    [checks.positive_data_acceptance]
    expected-statuses = ["2xx", 304, 400, 401, 403, 404, 409]
    [checks.negative_data_rejection]
    expected-statuses = [400, 401, 403, 404, 405, 409, 413, 431]
    """

  /// Examples and limits are the same whatever the seed is.
  @Test(arguments: [(1, "examples,coverage,fuzzing"), (2, "fuzzing")])
  func theInterfaceIsAsItIsDescribed(seed: Int, phases: String) throws {
    #expect(try binary.run("commits", "index", ".", in: repository.path).status == 0)
    let key = try binary.run("keys", "create", "tester", "--scope", "write", in: repository.path).text
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try ServedProcess(binary, ["--rate-limit", "0", "--quiet"], in: repository.path)
    let folder = try TemporaryFolder()
    try folder.write(Self.settings, to: "schemathesis.toml")
    let run = try Subprocess.run(
      [
        "\(Self.root)/.build/clients/schemathesis/bin/python", "-W", "ignore", "-m", "schemathesis.cli",
        "--config-file",
        folder.file("schemathesis.toml"), "run", server.address + "/openapi.json", "-H", "X-API-Key: \(key)", "-H",
        "Authorization: Bearer \(key)", "--max-examples", "5", "--phases", phases, "--seed", String(seed),
        "--no-color",
      ], in: folder.path, environment: binary.environment)
    // What failed stands before the warnings, which are long.
    let failures = (run.text.components(separatedBy: " FAILURES =").last ?? "").prefix(4_000)
    #expect(run.status == 0 && run.text.contains("Tested: "), "\(failures) \(run.error)")
    #expect(server.log.isEmpty, "\(server.log.prefix(2_000))")
    #expect(try server.stop(SIGTERM) == 0)
  }

  @Test func theExamplesOfDeploymentsWork() throws {
    let run = try Subprocess.run(
      [Self.root + "/Tests/check-examples", Binary.path], in: repository.path,
      environment: binary.environment.merging(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]) { $1 })
    #expect(run.status == 0, "\(run.text.suffix(2_000)) \(run.error.suffix(2_000))")
  }
}
