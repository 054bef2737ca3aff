import Foundation
import IpaiHTTP
import TestSupport
import Testing

@testable import MCP

/// Our client, in the form of the program that the conformance suite judges, with our server and its quirks.
@Suite(.timeLimit(.minutes(5))) struct ConformanceTests {
  private static let client =
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/mcp-client-everything"

  /// The calls that the suite wants a client to make.
  private static let calls: JSON = [
    "name": "http-custom-headers",
    "toolCalls": [
      [
        "name": "test_custom_headers",
        "arguments": [
          "region": "us-west1", "priority": 42, "verbose": false, "debug": true, "empty_val": "",
          "method_val": "test-method", "float_val": 3.14159, "non_ascii_val": "Hello, 世界",
          "whitespace_val": " padded ", "leading_space_val": " us-west1", "trailing_space_val": "us-west1 ",
          "internal_space_val": "us west 1", "control_char_val": "line1\nline2", "crlf_val": "line1\r\nline2",
          "tab_val": "\tindented", "query": "SELECT * FROM users",
        ],
      ],
      [
        "name": "test_custom_headers_null",
        "arguments": ["region": "us-east1", "priority": 1, "verbose": nil, "query": "SELECT 1"],
      ],
    ],
  ]

  /// Runs the client with an environment like the suite's. `more` changes variables, and nil removes one.
  private static func run(_ scenario: String?, _ address: String?, _ more: [String: String?] = [:]) async throws
    -> Subprocess
  {
    var environment: [String: String?] = ["PATH": "/usr/bin:/bin", "MCP_CONFORMANCE_SCENARIO": scenario]
    if scenario == "http-custom-headers" {
      environment["MCP_CONFORMANCE_CONTEXT"] = String(decoding: calls.encoded, as: UTF8.self)
    }
    environment.merge(more) { $1 }
    let all = environment.compactMapValues { $0 }
    // Waiting must not block a thread that other tests run on.
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result { try Subprocess.run([client] + (address.map { [$0] } ?? []), environment: all) })
      }
    }
  }

  private static func server(_ quirks: [String]) async throws -> EverythingServer {
    try await EverythingServer.start(Way.everything, ["--port", "0"] + quirks.flatMap { ["--quirk", $0] })
  }

  private static let sessions = ["initialize", "elicitation-sep1034-client-defaults", "sse-retry"]
  private static let stateless = [
    "request-metadata", "sep-2322-client-request-state", "http-standard-headers", "http-custom-headers",
    "http-invalid-tool-headers",
  ]
  private static let both = ["tools_call", "json-schema-ref-no-deref", "json-schema-2020-12-preservation"]

  /// Each scenario, in the revisions that it is about and without one.
  static let trials: [(String, String?)] =
    (sessions + stateless + both).map { ($0, nil) }
    + (sessions + both).flatMap { [($0, "2025-06-18"), ($0, "2025-11-25")] }
    + (stateless + both).map { ($0, "2026-07-28") }

  @Test(arguments: trials) func eachScenarioIsDoneWithOurServer(scenario: String, version: String?) async throws {
    let server = try await Self.server([])
    let run = try await Self.run(scenario, server.address, ["MCP_CONFORMANCE_PROTOCOL_VERSION": version])
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.isEmpty && run.output.isEmpty)
  }

  /// Things that a server may do, or could do in older revisions, and that ours does not do by itself.
  @Test(
    arguments: [
      ("request-metadata", ["refuse-first-revision"]), ("initialize", ["old-revision"]),
      ("tools_call", ["old-revision"]), ("sse-retry", ["old-revision"]),
      ("elicitation-sep1034-client-defaults", ["old-revision"]),
      ("sep-2322-client-request-state", ["without-request-state", "without-result-type"]),
      ("http-invalid-tool-headers", ["malformed-tools"]),
    ]) func aClientGetsAlongWith(scenario: String, quirks: [String]) async throws
  {
    let server = try await Self.server(quirks)
    let version: String? = if quirks == ["old-revision"] { "2025-11-25" } else { nil }
    let run = try await Self.run(scenario, server.address, ["MCP_CONFORMANCE_PROTOCOL_VERSION": version])
    #expect(run.status == 0, "\(run.error)")
    let leftOut = run.error.split(separator: "\n").filter { $0.contains("is left out") }
    let expected = if quirks == ["malformed-tools"] { 10 } else { 0 }
    #expect(leftOut.count == expected)
  }

  /// Things that no server may do. The client notices them and says so.
  @Test(
    arguments: [
      ("initialize", "unknown-revision", "unsupportedVersion"), ("tools_call", "wrong-sum", "The sum is 4"),
      ("elicitation-sep1034-client-defaults", "without-defaults", "does not have its default"),
      ("sse-retry", "forget-streams", "the stream ended before the answer came"),
      ("request-metadata", "refuse-every-revision", "-32022"),
      ("sep-2322-client-request-state", "question-too-many", "there were 3 questions"),
      ("http-standard-headers", "empty-lists", "'test_headers' is not listed"),
      ("http-custom-headers", "lose-headers", "-32020"),
      ("http-invalid-tool-headers", "empty-lists", "'valid_tool' is not listed"),
      ("json-schema-ref-no-deref", "empty-lists", "the server lists no tools"),
      ("json-schema-2020-12-preservation", "stripped-schemas", "The schema is not what was listed"),
    ]) func aServerThatMisbehavesIsNoticed(scenario: String, quirk: String, complaint: String) async throws
  {
    let server = try await Self.server([quirk])
    let run = try await Self.run(scenario, server.address)
    #expect(run.status == 1)
    #expect(run.error.contains(complaint), "\(run.error)")
  }

  @Test func whatASchemaRefersToIsNotFetched() async throws {
    let server = try await Self.server(["reference"])
    let run = try await Self.run("json-schema-ref-no-deref", server.address)
    #expect(run.status == 0, "\(run.error)")
    func get(_ path: String) async throws -> String {
      let address = try WebAddress(server.address.replacing("/mcp", with: path))
      let response = try await HTTPClient().send(.init("GET", address, headers: [], body: Data()))
      return String(decoding: try await response.body.reduce(Data()) { $0 + $1 }, as: UTF8.self)
    }
    #expect(try await get("/canary/count") == "0")
    // A request is counted, so that the client's would have been too.
    #expect(try await get("/canary") == "1")
  }

  @Test(
    arguments: [
      (nil, "http://127.0.0.1:9", [:], 64, "MCP_CONFORMANCE_SCENARIO has to be set to one of: initialize, tools_call"),
      ("no_such", "http://127.0.0.1:9", [:], 64, "there is no scenario named 'no_such'"),
      ("initialize", nil, [:], 64, "the server's address has to be the last argument"),
      ("initialize", "somewhere", [:], 64, "'somewhere' is not the address of a server"),
      ("initialize", "http://127.0.0.1:9", [:], 1, "unreachable"),
      (
        "initialize", "http://127.0.0.1:9", ["MCP_CONFORMANCE_PROTOCOL_VERSION": "1999-01-01"], 64,
        "a revision that this client does not speak"
      ),
      (
        "http-custom-headers", "http://127.0.0.1:9", ["MCP_CONFORMANCE_CONTEXT": "{"], 64,
        "MCP_CONFORMANCE_CONTEXT is not valid JSON"
      ),
      ("http-custom-headers", "http://127.0.0.1:9", ["MCP_CONFORMANCE_CONTEXT": nil], 64, "\"toolCalls\""),
    ] as [(String?, String?, [String: String?], Int32, String)])
  func whatIsWrongWithACallIsSaid(
    scenario: String?, address: String?, more: [String: String?], status: Int32, message: String
  ) async throws {
    let run = try await Self.run(scenario, address, more)
    #expect(run.status == status && run.error.contains(message), "\(run.error)")
  }

  /// A server that never answers does not keep the client for longer than the suite waits.
  @Test func aScenarioThatTakesTooLongIsGivenUp() async throws {
    let server = try await EverythingServer.start("/usr/bin/env", ["python3", "-c", Self.silence])
    let run = try await Self.run("initialize", server.address, ["MCP_CLIENT_SECONDS": "1"])
    #expect(run.status == 1 && run.error.contains("longer than 1 seconds"), "\(run.error)")
  }

  private static let silence = """
    import socket, time
    s = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{s.getsockname()[1]}/mcp", flush=True)
    time.sleep(600)
    """
}
