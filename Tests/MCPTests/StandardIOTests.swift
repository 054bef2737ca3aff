import Foundation
import Testing

@testable import MCP
@testable import mcp_everything

/// The stdio transport, for both kinds of revision.
@Suite(.timeLimit(.minutes(3))) struct StandardIOTests {
  /// Sends lines, ends the input and returns the answers, one for each line.
  private func exchange(_ lines: [String], maxLine: Int = 4 << 20, graceSeconds: Int = 5) async throws -> [JSON] {
    let input = Pipe()
    let output = Pipe()
    let changer = CatalogChanger()
    let server = try Server(Implementation(name: "s", version: "1"), offering: Fixtures.catalog(changer))
    await changer.watch(server)
    let transport = StandardIO(
      server, input: input.fileHandleForReading.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor,
      maxLine: maxLine, graceSeconds: graceSeconds)
    let running = Task {
      await transport.run()
      try? output.fileHandleForWriting.close()
    }
    let writer = Thread {
      for line in lines { try? input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8)) }
      try? input.fileHandleForWriting.close()
    }
    writer.start()
    // Waiting for the other end must not block a thread that the server runs on.
    async let written = withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: output.fileHandleForReading.readDataToEndOfFile()) }
    }
    await running.value
    return try await written.split(separator: 0x0A).map { try JSON(parsing: Data($0)) }
  }

  private static let hello =
    #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}"#
  private static let meta =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#

  @Test func aHandshakeOpensTheSession() async throws {
    let answers = try await exchange([
      Self.hello, #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
      #"{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"test_simple_text"}}"#,
    ])
    try #require(answers.count == 2)
    #expect(answers[0]["result"]?["protocolVersion"] == "2025-06-18")
    #expect(answers[1]["id"] == "a" && answers[1]["result"]?["resultType"] == nil)
  }

  @Test func aStatelessRequestNeedsNone() async throws {
    let answers = try await exchange([
      #"{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{\#(Self.meta)}}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"test_simple_text",\#(Self.meta)}}"#,
    ])
    #expect(answers.count == 2)
    #expect(answers.allSatisfy { $0["result"]?["resultType"] == "complete" })
  }

  @Test func withoutEitherNothingButPingIsServed() async throws {
    let answers = try await exchange([
      #"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#, #"{"jsonrpc":"2.0","id":2,"method":"ping"}"#,
      #"{"jsonrpc":"2.0","id":3,"method":"server/discover"}"#,
    ])
    try #require(answers.map { $0["id"] } == [1, 2, 3])
    #expect(
      answers[0]["error"]?["code"] == -32600 && answers[1]["result"] == [:] && answers[2]["error"]?["code"] == -32602)
  }

  @Test func rubbishIsAnsweredAndTheNextLineServed() async throws {
    let answers = try await exchange(
      ["", "{", "[]", "\u{1}", #"{"jsonrpc":"2.0","id":7}"#, String(repeating: "x", count: 5000), Self.hello, "  "],
      maxLine: 1000)
    #expect(answers.map { $0["error"]?["code"]?.integer } == [-32700, -32600, -32700, -32600, -32600, nil])
    #expect(answers.map { $0["id"] } == [nil, nil, nil, 7, nil, 0])
  }

  @Test func aCancelledRequestStops() async throws {
    for start in [[Self.hello], []] {
      let meta = if start.isEmpty { "," + Self.meta } else { "" }
      // The end of the input would stop the request too, but not within the time that this test has.
      let answers = try await exchange(
        start + [
          #"{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"test_never_returns"\#(meta)}}"#,
          #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}"#,
        ], graceSeconds: 600)
      #expect(answers.count == start.count)
    }
  }

  @Test func listeningEndsWithTheInput() async throws {
    let answers = try await exchange([
      #"{"jsonrpc":"2.0","id":"l","method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true},\#(Self.meta)}}"#
    ])
    #expect(answers.first?["method"] == "notifications/subscriptions/acknowledged")
    #expect(answers.last?["id"] == "l" && answers.last?["result"]?["resultType"] == "complete")
  }

  @Test func linesThatNobodyTakesAreNotReadWithoutEnd() async throws {
    let pipe = Pipe()
    let lines = LineReader.lines(of: pipe.fileHandleForReading.fileDescriptor, maxLength: 1000)
    let output = pipe.fileHandleForWriting.fileDescriptor
    #expect(fcntl(output, F_SETFL, O_NONBLOCK) == 0)
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 999) + [0x0A]
    var written = 0
    var refusals = 0
    // When the pipe takes nothing for this long, it is full and nobody reads from it.
    while refusals < 100, written < 10 * LineReader.maxWaiting {
      let count = write(output, line, line.count)
      if count > 0 {
        written += count
        refusals = 0
      } else {
        refusals += 1
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    #expect(written < 2 * LineReader.maxWaiting)
    var iterator = lines.makeAsyncIterator()
    // This makes room for the lines that wait in the pipe, and for one more.
    for _ in 0..<5000 { #expect(await iterator.next() != nil) }
    var count = -1
    for _ in 0..<1000 where count <= 0 {
      count = write(output, line, line.count)
      if count <= 0 { try await Task.sleep(for: .milliseconds(10)) }
    }
    #expect(count > 0)
    try pipe.fileHandleForWriting.close()
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func linesAreCutWhereverTheBytesCome(size: Int) {
    let text = "one\n\n two \nthree" + String(repeating: "x", count: 40) + "\nfour\r\nlast"
    var splitter = LineSplitter(maxLength: 20)
    var lines: [String] = []
    func add(_ line: LineReader.Line) {
      switch line {
      case .complete(let data): lines.append(String(decoding: data, as: UTF8.self))
      case .tooLong: lines.append("too long")
      }
    }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      splitter.add(rest.prefix(size)).forEach(add)
      rest = rest.dropFirst(size)
    }
    splitter.rest.map(add)
    #expect(lines == ["one", " two ", "too long", "four\r", "last"])
  }
}
