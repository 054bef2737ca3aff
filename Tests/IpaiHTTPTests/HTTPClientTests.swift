import Foundation
import TestSupport
import Testing

@testable import IpaiHTTP

@Suite(.timeLimit(.minutes(2))) struct HTTPClientTests: Sendable {
  private let files: TemporaryFolder
  private let server: ScriptServer
  private let client = HTTPClient()

  init() throws {
    files = try TemporaryFolder()
    server = try ScriptServer.downloads(from: files)
  }

  private func send(
    _ method: String, _ path: String, _ headers: [(name: String, value: String)] = [], _ body: Data = Data()
  ) async throws -> HTTPClient.Response {
    try await client.send(.init(method, try WebAddress(server.address + path), headers: headers, body: body))
  }

  private func text(_ response: HTTPClient.Response) async throws -> String {
    var body = Data()
    for try await part in response.body { body += part }
    return String(decoding: body, as: UTF8.self)
  }

  @Test(arguments: ["GET", "POST", "DELETE"]) func aRequestArrivesAsItWasSent(method: String) async throws {
    let body = if method == "POST" { Data("{\"a\": 1}".utf8) } else { Data() }
    let response = try await send(method, "/echo", [("X-Name", "a: b"), ("X-Empty", ""), ("Host", "other")], body)
    #expect(response.status == 201)
    #expect(response.headers.filter { $0.name == "X-Two" }.map(\.value) == ["a", "b"])
    let echo = try await text(response)
    #expect(echo.hasPrefix("\(method)\n") && echo.hasSuffix(String(decoding: body, as: UTF8.self)))
    #expect(echo.contains("\nX-Name: a: b\n") && echo.contains("\nX-Empty: \n") && echo.contains("\nHost: other\n"))
    #expect(!echo.contains("Expect:"))
  }

  @Test func bodiesOfAllSizesArrive() async throws {
    for size in [0, 1, 1 << 16, 3 << 20] {
      let response = try await send("POST", "/echo", [], Data(repeating: UInt8(ascii: "y"), count: size))
      #expect(try await text(response).hasSuffix("\n" + String(repeating: "y", count: size)))
    }
  }

  @Test func manyGoOnAtOnce() async throws {
    try await withThrowingTaskGroup { group in
      for number in 0..<50 {
        group.addTask {
          let response = try await send("POST", "/echo", [], Data("number \(number)".utf8))
          #expect(try await text(response).hasSuffix("\nnumber \(number)"))
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func aBodyThatNobodyReadsWaits() async throws {
    let response = try await send("GET", "/endless/x")
    var parts = response.body.makeAsyncIterator()
    for _ in 0..<100 { #expect(try await parts.next()?.isEmpty == false) }
    let sent = try await sentUntilItWaits()
    // Reading goes on, and makes room for more.
    var count = 0
    while count < sent { count += try await parts.next()?.count ?? 0 }
    #expect(try await sentUntilItWaits() > sent)
  }

  /// The number of bytes that the server has sent when it can send no more of an endless body, because nobody reads it.
  ///
  /// A megabyte of it waits here; the rest is what the system holds for a socket.
  private func sentUntilItWaits() async throws -> Int {
    var last = 0
    while last < 40 << 20 {
      let now = try #require(Int(try await text(send("GET", "/sent"))))
      if now > 0 && now == last { return now }
      last = now
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("the server goes on sending what nobody reads")
    return last
  }

  /// The number of bytes that the server had sent when it noticed that its client was gone.
  private func sentInVain() async throws -> Int {
    for _ in 0..<1000 {
      let log = try await text(send("GET", "/log"))
      if let line = log.split(separator: "\n").first(where: { $0.hasPrefix("left") }) {
        return try #require(Int(line.dropFirst(5)))
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("the connection was never closed")
    return 0
  }

  @Test func whoLetsGoClosesTheConnection() async throws {
    do {
      let response = try await send("GET", "/endless/x")
      var parts = response.body.makeAsyncIterator()
      _ = try await parts.next()
      _ = try await sentUntilItWaits()
    }
    #expect(try await sentInVain() < 40 << 20)
  }

  @Test func whoIsCancelledClosesTheConnection() async throws {
    let response = try await send("GET", "/endless/x")
    let (begun, beginning) = AsyncStream<Void>.makeStream()
    let reader = Task { for try await _ in response.body { beginning.yield() } }
    for await _ in begun { break }
    reader.cancel()
    _ = await reader.result
    #expect(try await sentInVain() > 0)
  }

  @Test func aResponseThatBreaksOffIsAFailure() async throws {
    let response = try await send("GET", "/half")
    let failure = await #expect(throws: HTTPClient.Failure.self) { try await text(response) }
    #expect(failure?.isUnsent == false)
  }

  @Test(arguments: ["one", "many"]) func aHeadThatIsTooLargeIsSaid(_ kind: String) async throws {
    let failure = await #expect(throws: HTTPClient.Failure.self) { try await send("GET", "/head/\(kind)") }
    #expect(failure?.reason == "the head of the answer is too large")
    #expect(failure?.isUnsent == false)
  }

  @Test func aRequestThatArrivedIsNotSentAgain() async throws {
    // When a connection that was used before is closed, libcurl assumes that the request came too late for it.
    _ = try await text(send("POST", "/echo", [], Data("x".utf8)))
    let failure = await #expect(throws: HTTPClient.Failure.self) { try await send("POST", "/drop", [], Data("x".utf8)) }
    #expect(failure?.isUnsent == false)
    #expect(try await text(send("GET", "/log")).split(separator: "\n").filter { $0 == "drop" }.count == 1)
  }

  @Test(arguments: ["http://127.0.0.1:9/", "http://no-such-host.invalid/"])
  func whatCannotBeSentIsSaid(address: String) async throws {
    let failure = await #expect(throws: HTTPClient.Failure.self) {
      try await client.send(.init("POST", try WebAddress(address), headers: [], body: Data("x".utf8)))
    }
    #expect(failure?.isUnsent == true && failure?.reason.isEmpty == false)
  }

  @Test func noHeaderEndsItsLine() async throws {
    for header in [("X", "a\r\nY: b"), ("X\n", "a"), ("X", "a\u{0}")] {
      let failure = await #expect(throws: HTTPClient.Failure.self) { try await send("GET", "/echo", [header]) }
      #expect(failure?.isUnsent == true && failure?.reason.hasPrefix("the header 'X") == true)
    }
    #expect(try await text(send("GET", "/log")).isEmpty)
  }

  @Test func redirectsAreNotFollowed() async throws {
    #expect(try await send("GET", "/moved/a").status == 302)
  }

  @Test func whatIsCancelledBeforeItBeganEnds() async throws {
    let task = Task {
      try? await Task.sleep(for: .seconds(60))
      return try await send("GET", "/endless/x").status
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
