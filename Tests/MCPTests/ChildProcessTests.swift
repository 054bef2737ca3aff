import Foundation
import Testing

@testable import MCP

/// Servers over stdio that do not behave as they should.
@Suite(.timeLimit(.minutes(3))) struct ChildProcessTests {
  private static func client(_ script: String, _ change: (inout Client.Options) -> Void = { _ in }) -> Client {
    var options = Client.Options()
    options.probeSeconds = 60
    change(&options)
    return Client(
      Implementation(name: "test", version: "1"), over: .process(ServerCommand("sh", ["-c", script])), options: options)
  }

  private static let hello =
    #"{"jsonrpc":"2.0","id":$id,"result":{"protocolVersion":"2025-06-18","capabilities":{},"serverInfo":{"name":"sh","version":"1"}}}"#
  private static let discovered =
    #"{"jsonrpc":"2.0","id":$id,"result":{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{}}}"#
  /// Reads a line and takes the id out of it.
  private static let next = #"read -r line; id=$(echo "$line" | sed 's/.*"id":\([0-9]*\).*/\1/')"#
  private static func say(_ text: String) -> String { "echo \"\(text.replacingOccurrences(of: "\"", with: "\\\""))\"" }

  /// A server of the handshake revisions that runs `first`, answers one `ping`, and then runs `then`.
  private static func legacy(first: String, then: String) -> String {
    """
    \(first)
    \(next); \(say(hello)); read -r initialized
    \(next); \(say(#"{"jsonrpc":"2.0","id":$id,"result":{}}"#))
    \(then)
    """
  }

  @Test func aServerThatRefusesTheUnknownGetsAHandshake() async throws {
    let refuse = Self.next + "; " + Self.say(#"{"jsonrpc":"2.0","id":$id,"error":{"code":-32000,"message":"?"}}"#)
    let client = Self.client(Self.legacy(first: refuse, then: "cat"))
    try await client.ping()
    #expect(try await client.connect().version == .v2025_06_18)
    await client.close()
  }

  @Test func aServerThatKeepsSilentGetsAHandshake() async throws {
    let client = Self.client(Self.legacy(first: "read -r probe", then: "cat")) { $0.probeSeconds = 0.5 }
    try await client.ping()
    await client.close()
  }

  @Test func aServerThatEndsWhenProbedIsStartedAnew() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    let once = "[ -e \(folder) ] || { mkdir \(folder); read -r probe; exit 3; }"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let client = Self.client(Self.legacy(first: once, then: "cat"))
    try await client.ping()
    await client.close()
  }

  @Test func aServerThatEndsIsStartedAnew() async throws {
    let client = Self.client(Self.legacy(first: "", then: "exit 0")) { $0.mode = .handshake }
    for _ in 0..<3 { try await client.ping() }
    await client.close()
  }

  @Test func whatIsNoMessageIsPassedOver() async throws {
    let (problems, problem) = AsyncStream<String>.makeStream()
    let client = Self.client(Self.legacy(first: "echo Listening on stdio; echo; echo '{'", then: "cat")) {
      $0.mode = .handshake
      $0.onProblem = { problem.yield($0) }
    }
    try await client.ping()
    await client.close()
    problem.finish()
    #expect(await problems.reduce(0) { count, _ in count + 1 } == 2)
  }

  /// A client whose server has answered once, and the process whose id the server's script wrote to `$file`.
  private static func running(first: String, then: String) async throws -> (Client, pid_t) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let client = client("file=\(file.path); " + legacy(first: first, then: then)) { $0.mode = .handshake }
    try await client.ping()
    let text = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    let process = try #require(pid_t(text))
    #expect(kill(process, 0) == 0)
    return (client, process)
  }

  @Test func aServerThatDoesNotEndIsEnded() async throws {
    let (client, process) = try await Self.running(
      first: "trap '' TERM; echo $$ > $file", then: "while :; do sleep 1; done")
    await client.close()
    #expect(kill(process, 0) != 0)
  }

  @Test func aServerThatIsSlowToStartAndHasNoSessionsIsWaitedFor() async throws {
    let refuse = Self.say(#"{"jsonrpc":"2.0","id":$id,"error":{"code":-32601,"message":"no sessions"}}"#)
    let client = Self.client(
      "sleep 1; read -r probe; \(Self.next); \(refuse); \(Self.next); \(Self.say(Self.discovered)); cat >&2"
    ) {
      $0.probeSeconds = 0.3
    }
    #expect(try await client.connect().isStateless)
    await client.close()
  }

  @Test func aSubscriptionThatTheServerCancelsIsMadeAnew() async throws {
    let acknowledged =
      #"{"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":$id},"notifications":{"toolsListChanged":true}}}"#
    let cancelled = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":$id}}"#
    let script = """
      \(Self.next); \(Self.say(Self.discovered))
      \(Self.next); \(Self.say(acknowledged)); \(Self.say(cancelled))
      \(Self.next); \(Self.say(acknowledged))
      cat >/dev/null
      """
    let client = Self.client(script)
    var told = try await client.changes([.tools]).makeAsyncIterator()
    #expect(try await told.next() == .tools)
    await client.close()
  }

  @Test func anAnswerThatIsMalformedFailsItsRequest() async throws {
    let client = Self.client(
      Self.legacy(first: "", then: Self.next + "; " + Self.say(#"{"jsonrpc":"2.0","id":$id}"#) + "; cat")
    ) {
      $0.mode = .handshake
    }
    try await client.ping()
    let error = await #expect(throws: ClientError.self) { try await client.ping() }
    guard case .invalidResponse? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    await client.close()
  }

  @Test func whatAWrapperStartedEndsWithIt() async throws {
    let (client, process) = try await Self.running(first: "sleep 3600 & echo $! > $file", then: "cat")
    await client.close()
    for _ in 0..<500 where !Self.isGone(process) { try await Task.sleep(for: .milliseconds(10)) }
    #expect(Self.isGone(process))
  }

  /// Whether a process is gone, or is dead and has not been reaped yet.
  private static func isGone(_ process: pid_t) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status?.contains(") Z ") ?? true
  }

  @Test func aProgramThatIsNotThereIsSaid() async throws {
    for name in ["no-such-program-anywhere", "/no/such/program", "/etc/passwd"] {
      let client = Client(Implementation(name: "t", version: "1"), over: .process(ServerCommand(name)))
      let error = await #expect(throws: ClientError.self) { try await client.connect() }
      guard case .unreachable(let why)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
      #expect(why.contains(name))
    }
  }

  @Test func aServerThatReadsNothingHoldsNothingUp() async throws {
    let client = Self.client(Self.legacy(first: "", then: "exec sleep 3600")) { $0.mode = .handshake }
    try await client.ping()
    // This is more than a pipe holds.
    let big = JSON.string(String(repeating: "x", count: 1 << 20))
    let error = await #expect(throws: ClientError.self) {
      try await client.request("tools/call", ["name": big], options: .init(seconds: 0.3))
    }
    guard case .timedOut? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    await client.close()
  }
}
