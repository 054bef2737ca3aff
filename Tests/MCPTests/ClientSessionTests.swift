import Foundation
import Synchronization
import Testing

@testable import MCP

/// Which revision a client speaks, and what becomes of its sessions.
@Suite(.timeLimit(.minutes(3))) struct ClientSessionTests {
  @Test func aSessionThatHasEndedIsOpenedAnew() async throws {
    let endpoint = try await Endpoint()
    let deletes = Faulty.Counter()
    let watched = Mutex<String?>(nil)
    let client = Faulty.client(
      endpoint.transport { request in
        if request.method == "DELETE" { _ = deletes.next() }
        if let id = request.headers["Mcp-Session-Id"].first { watched.withLock { $0 = id } }
        return nil
      }, Faulty.handshake)
    var changes = try await client.changes([.resource(uri: "test://watched-resource")]).makeAsyncIterator()
    _ = try await client.callTool("test_simple_text")
    let first = watched.withLock { $0 }
    #expect(await endpoint.send("DELETE", ["Mcp-Session-Id": first]).status == 204)
    #expect(try await !client.callTool("test_simple_text").isError)
    #expect(watched.withLock { $0 } != first)
    // The client subscribes again, and is told that something may have happened in between.
    #expect(try await changes.next() == .resource(uri: "test://watched-resource"))
    await client.close()
    #expect(deletes.count >= 1)
    #expect(await endpoint.http.sessionCount == 0)
  }

  @Test func aBrokenStreamIsResumed() async throws {
    let posts = Faulty.Counter()
    let gets = Faulty.Counter()
    let client = Faulty.client(
      .http { request in
        if request.method == "GET" {
          guard let event = request.headers["Last-Event-ID"].first else { return HTTPResponse(405) }
          #expect(event == "s1-\(gets.next())")
          if gets.count == 1 { return Faulty.stream("id: s1-2\ndata:\n\n") }
          return Faulty.stream("data: {\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"tools\":[]}}\n\n")
        }
        switch posts.next() {
        case 1:
          var answer = Faulty.answer(
            request,
            ["protocolVersion": "2025-06-18", "capabilities": [:], "serverInfo": ["name": "s", "version": "1"]])
          answer.headers.add("Mcp-Session-Id", "s")
          return answer
        case 2: return HTTPResponse(202)
        default: return Faulty.stream("id: s1-1\nretry: 10\ndata:\n\n")
        }
      }, Faulty.handshake)
    #expect(try await client.request("tools/list") == ["tools": []])
    #expect(gets.count == 2 && posts.count == 3)
  }

  /// A session whose calls get a stream that breaks after its first event.
  private static func breaking(_ posts: Faulty.Counter, _ get: @escaping @Sendable (HTTPRequest) -> HTTPResponse)
    -> ClientTransport
  {
    .http { request in
      if request.method == "GET" {
        if request.headers["Last-Event-ID"].isEmpty { return HTTPResponse(405) }
        return get(request)
      }
      switch posts.next() {
      case 1: return Faulty.answer(request, ["protocolVersion": "2025-11-25", "capabilities": [:]])
      case 2: return HTTPResponse(202)
      default: return Faulty.stream("id: 1\nretry: 1\ndata:\n\n")
      }
    }
  }

  @Test func aServerIsAskedForTheRestAsLongAsItAnswers() async throws {
    let posts = Faulty.Counter()
    let (asked, ask) = AsyncStream<Void>.makeStream()
    let client = Faulty.client(
      Self.breaking(posts) { _ in
        ask.yield()
        return Faulty.stream(": nothing yet\n\n")
      }, Faulty.handshake)
    let call = Task { try await client.callTool("t") }
    var gets = asked.makeAsyncIterator()
    for _ in 0..<10 { await gets.next() }
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    // The third request is the call, and the fourth its cancellation.
    #expect(posts.count <= 4)
  }

  /// The call has arrived, and only its answer is out of reach.
  @Test func aCallWhoseRestCannotBeHadIsNotSentAgain() async throws {
    for response in [HTTPResponse(500), HTTPResponse(404), HTTPResponse(400)] {
      let posts = Faulty.Counter()
      let client = Faulty.client(Self.breaking(posts) { _ in response }, Faulty.handshake)
      let error = await #expect(throws: ClientError.self) { try await client.callTool("t") }
      guard case .unreachable? = error else { return #expect(Bool(false), "\(String(describing: error))") }
      #expect(posts.count == 3)
    }
  }

  @Test func aCallWhoseRestIsOutOfReachIsNotSentAgain() async throws {
    let posts = Faulty.Counter()
    let client = Faulty.client(
      .http { request in
        if request.method == "GET" {
          if request.headers["Last-Event-ID"].isEmpty { return HTTPResponse(405) }
          throw UnsentRequest("the server is gone")
        }
        switch posts.next() {
        case 1: return Faulty.answer(request, ["protocolVersion": "2025-11-25", "capabilities": [:]])
        case 2: return HTTPResponse(202)
        default: return Faulty.stream("id: 1\nretry: 1\ndata:\n\n")
        }
      }, Faulty.handshake)
    let error = await #expect(throws: ClientError.self) { try await client.callTool("t") }
    guard case .unreachable? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(posts.count == 3)
  }

  @Test(
    arguments: [
      (400, RPCError.invalidRequest("no session")), (404, .methodNotFound("server/discover")),
      (200, .invalidParams("?")),
      (400, RPCError(-32022, "?", data: ["supported": ["2025-11-25"]])), (405, nil), (400, nil),
    ] as [(Int, RPCError?)])
  func aServerThatHasOnlySessionsGetsOne(status: Int, error: RPCError?) async throws {
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard request.headers["MCP-Protocol-Version"] == ["2026-07-28"] else { return nil }
        return error.map { Faulty.refusal(request, status, $0) } ?? HTTPResponse(status)
      })
    #expect(try await client.connect().version == .v2025_11_25)
    await client.close()
  }

  @Test func aServerThatNamesOnlySessionsGetsOne() async throws {
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard Faulty.isMethod("server/discover", request) else { return nil }
        return Faulty.answer(request, ["supportedVersions": ["2025-06-18"]])
      })
    #expect(try await client.connect().version == .v2025_11_25)
    await client.close()
  }

  @Test func aServerOfAnotherTimeIsRefused() async throws {
    let client = Faulty.client(
      .http { request in Faulty.refusal(request, 400, RPCError(-32022, "?", data: ["supported": ["2031-01-01"]])) })
    let error = await #expect(throws: ClientError.self) { try await client.connect() }
    guard case .unsupportedVersion(["2031-01-01"])? = error else {
      return #expect(Bool(false), "\(String(describing: error))")
    }
    let old = Faulty.client(
      .http { request in Faulty.answer(request, ["protocolVersion": "2024-11-05", "capabilities": [:]]) },
      Faulty.handshake)
    let refusal = await #expect(throws: ClientError.self) { try await old.connect() }
    guard case .unsupportedVersion(["2024-11-05"])? = refusal else {
      return #expect(Bool(false), "\(String(describing: refusal))")
    }
  }

  /// A server of 2025-03-26 may send several messages at once.
  @Test func aServerOfTheRevisionWithBatchesIsUnderstood() async throws {
    let (messages, message) = AsyncStream<String>.makeStream()
    let log: JSON = ["jsonrpc": "2.0", "method": "notifications/message", "params": ["level": "info", "data": "one"]]
    let client = Faulty.client(
      .http { request in
        if request.method != "POST" { return HTTPResponse(405) }
        let json = try JSON(parsing: request.body)
        guard let id = json["id"] else { return HTTPResponse(202) }
        if json["method"] == "initialize" {
          return Faulty.answer(request, ["protocolVersion": "2025-03-26", "capabilities": [:]])
        }
        let answer: JSON = ["jsonrpc": "2.0", "id": id, "result": ["tools": []]]
        let other: JSON = ["jsonrpc": "2.0", "id": "other", "result": [:]]
        let batch: JSON = [log, other, answer]
        if id.integer == 2 { return Faulty.stream("data: \(String(decoding: batch.encoded, as: UTF8.self))\n\n") }
        return HTTPResponse(200, headers: ["Content-Type": "application/json"], body: .data(batch.encoded))
      }
    ) {
      $0.mode = .handshake
      $0.onLog = { message.yield($0.data.string ?? "") }
    }
    #expect(try await client.connect().version.rawValue == "2025-03-26")
    for _ in 0..<2 { #expect(try await client.request("tools/list") == ["tools": []]) }
    await client.close()
    message.finish()
    #expect(await messages.reduce(into: []) { $0.append($1) } == ["one", "one"])
  }

  /// The next request may be answered by another server than the one that refused this one.
  @Test func aServerThatRefusesARevisionItNamesIsAskedOnceMore() async throws {
    for (refusals, isServed) in [(1, true), (2, false)] {
      let requests = Faulty.Counter()
      let client = Faulty.client(
        try await Endpoint().transport { request in
          guard requests.next() <= refusals else { return nil }
          return Faulty.refusal(request, 400, .unsupportedVersion("2026-07-28"))
        })
      if isServed {
        #expect(try await client.connect().version == .v2026_07_28)
      } else {
        let error = await #expect(throws: RPCError.self) { try await client.connect() }
        #expect(error?.code == -32022 && requests.count == 2)
      }
    }
  }

  /// A server that refuses the revision of a request has done nothing, so that the request can be sent again, in another revision
  /// if the server names one.
  @Test(arguments: [("2026-07-28", ProtocolVersion.v2026_07_28), ("2025-11-25", .v2025_11_25)])
  func aRequestWhoseRevisionIsRefusedIsSentAgain(served: String, version: ProtocolVersion) async throws {
    let calls = Faulty.Counter()
    let discoveries = Faulty.Counter()
    let refusal = RPCError(-32022, "?", data: ["supported": [.string(served)], "requested": "2026-07-28"])
    let client = Faulty.client(
      try await Endpoint().transport { request in
        if Faulty.isMethod("server/discover", request), discoveries.next() > 1 {
          return Faulty.refusal(request, 400, refusal)
        }
        guard Faulty.isMethod("tools/call", request), calls.next() == 1 else { return nil }
        return Faulty.refusal(request, 400, refusal)
      })
    #expect(try await client.connect().version == .v2026_07_28)
    #expect(try await !client.callTool("test_simple_text").isError)
    #expect(try await client.connect().version == version)
    #expect(calls.count == 2)
    await client.close()
  }

  @Test func anOutageSaysNothingOfRevisions() async throws {
    let initializes = Faulty.Counter()
    for response in [HTTPResponse(500), HTTPResponse(401, headers: ["WWW-Authenticate": "Bearer x"])] {
      let client = Faulty.client(
        .http { request in
          if Faulty.isMethod("initialize", request) { _ = initializes.next() }
          return response
        }
      ) { $0.retries = 0 }
      let error = await #expect(throws: ClientError.self) { try await client.connect() }
      switch error {
      case .unauthorized(status: 401, challenge: "Bearer x")? where response.status == 401: break
      case .refused(status: 500)? where response.status == 500: break
      default: Issue.record("\(response.status): \(String(describing: error))")
      }
    }
    #expect(initializes.count == 0)
  }
}
