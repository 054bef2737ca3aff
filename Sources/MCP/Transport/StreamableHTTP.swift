import Foundation

/// The Streamable HTTP transport: a function from a request to a response, for any HTTP server to call. All revisions are served
/// at one endpoint, and each request says which one it means (Transports: Streamable HTTP).
public final class StreamableHTTP: Sendable {
  private let server: Server
  private let options: Options
  private let sessions: SessionStore

  /// How the transport works, and its limits.
  public struct Options: Sendable {
    /// The hosts and origins that are served.
    public var origins = OriginPolicy.loopback
    /// The largest body, in bytes.
    public var maxBody = 4 << 20
    /// How many sessions may be open. Opening another one ends the one that has been unused for longest, unless all of them serve
    /// a request or have a stream open.
    public var maxSessions = 10_000
    /// How many of them may be one principal's. Opening another one ends a session of the same principal.
    public var maxSessionsOfOne = 1000
    /// How long, in seconds, a session is kept without a connection or a request.
    public var sessionSeconds = 1800

    /// The default options.
    public init() {}
  }

  /// A transport for a server.
  public init(_ server: Server, options: Options = Options()) {
    self.server = server
    self.options = options
    sessions = SessionStore(server, options)
  }

  /// How many sessions are open.
  public var sessionCount: Int { get async { await sessions.count } }

  /// Ends all sessions, and everything that the server has open.
  public func shutDown() async {
    await server.shutDown()
    await sessions.closeAll()
  }

  /// Answers a request. Cancel the task that runs this when the client goes away.
  public func respond(to request: HTTPRequest) async -> HTTPResponse {
    if let refusal = refusal(ofHead: request) { return refusal }
    return await answer(request)
  }

  /// Answers a request whose head ``refusal(ofHead:)`` has already accepted.
  package func answer(_ request: HTTPRequest) async -> HTTPResponse {
    switch request.method {
    case "POST": return await post(request)
    case "GET": return await get(request)
    default: return await delete(request)
    }
  }

  /// The answer to a request that is refused whatever its body says, so that the body need not be read; nil when the body is
  /// wanted. ``respond(to:)`` checks this too.
  public func refusal(ofHead request: HTTPRequest) -> HTTPResponse? {
    if let fault = options.origins.fault(request.headers) { return Self.refuse(403, .invalidRequest(fault)) }
    switch request.method {
    case "POST":
      guard MediaTypes.isJSON(request.headers) else {
        return Self.refuse(415, .invalidRequest("the Content-Type has to be application/json"))
      }
      guard MediaTypes.accepts(request.headers, MediaTypes.json, MediaTypes.events) else {
        return Self.refuse(
          406, .invalidRequest("the client has to accept both application/json and text/event-stream"))
      }
      return nil
    case "GET" where Self.isHandshake(request.headers):
      guard MediaTypes.accepts(request.headers, MediaTypes.events) else {
        return Self.refuse(406, .invalidRequest("the client has to accept text/event-stream"))
      }
      return nil
    case "DELETE" where Self.isHandshake(request.headers): return nil
    default:
      var response = Self.refuse(405, .invalidRequest("\(request.method) is not allowed here"))
      let allowed = if Self.isHandshake(request.headers) { "GET, POST, DELETE" } else { "POST" }
      response.headers.add("Allow", allowed)
      return response
    }
  }

  /// Whether the version header allows a revision that opens with `initialize`.
  private static func isHandshake(_ headers: HTTPHeaders) -> Bool {
    headers["MCP-Protocol-Version"].allSatisfy { ProtocolVersion.handshakeNames.contains(HeaderValue.trimmed($0)) }
  }

  // MARK: POST

  private func post(_ request: HTTPRequest) async -> HTTPResponse {
    guard request.body.count <= options.maxBody else {
      return Self.refuse(413, .invalidRequest("the body has more than \(options.maxBody) bytes"))
    }
    let message: RPCMessage
    do { message = try RPCMessage(parsing: request.body) } catch { return Self.refuse(400, error.error, id: error.id) }
    if Self.isStateless(message, request.headers) { return await stateless(message, request) }
    return await handshake(message, request)
  }

  /// Whether a message belongs to a revision without sessions (2026-07-28, Transports: Streamable HTTP).
  private static func isStateless(_ message: RPCMessage, _ headers: HTTPHeaders) -> Bool {
    if !isHandshake(headers) { return true }
    switch message {
    case .request(_, _, let params), .notification(_, let params):
      return params["_meta"]?[StatelessRequest.versionKey] != nil
    case .response: return false
    }
  }

  private func stateless(_ message: RPCMessage, _ request: HTTPRequest) async -> HTTPResponse {
    switch message {
    case .notification(_, let params): return notification(params, request.headers)
    case .response: return Self.refuse(400, .invalidRequest("a response is not expected here"))
    case .request(let id, let method, let params):
      do {
        let parsed = try StatelessRequest(
          id: id, method: method, params: params, principal: request.principal, headers: request.headers, server: server
        )
        return await Self.response(
          StatelessCodec(server: server).serve(parsed), streamHeaders: ["X-Accel-Buffering": "no"])
      } catch {
        let status = if error.code == RPCError.Code.methodNotFound { 404 } else { 400 }
        return Self.refuse(status, error, id: id)
      }
    }
  }

  /// Answers a notification. Nothing has to be done for it, but its version has to be right.
  private func notification(_ params: [String: JSON], _ headers: HTTPHeaders) -> HTTPResponse {
    let versions = headers["MCP-Protocol-Version"].map(HeaderValue.trimmed)
    guard versions.count == 1 else {
      return Self.refuse(400, .headerMismatch("one MCP-Protocol-Version header is needed"))
    }
    if let named = params["_meta"]?[StatelessRequest.versionKey], named.string != versions[0] {
      return Self.refuse(400, .headerMismatch("the header MCP-Protocol-Version differs from the body"))
    }
    guard ProtocolVersion.stateless.contains(where: { $0.rawValue == versions[0] }) else {
      return Self.refuse(400, .unsupportedVersion(versions[0]))
    }
    return HTTPResponse(202)
  }

  private func handshake(_ message: RPCMessage, _ request: HTTPRequest) async -> HTTPResponse {
    if case .request(let id, MethodName.initialize, let params) = message {
      return await initialize(id, params, request)
    }
    let session: Session
    switch await find(request) {
    case .success(let found): session = found
    case .failure(let refusal): return refusal.response(message)
    }
    switch message {
    case .request(let id, let method, let params):
      return await Self.response(await session.serve(id, method, params), streamHeaders: [:])
    case .notification(let method, let params): await session.receive(method, params)
    case .response(let id, let result): await session.receive(id, result)
    }
    return HTTPResponse(202)
  }

  private func initialize(_ id: RequestID, _ params: [String: JSON], _ request: HTTPRequest) async -> HTTPResponse {
    do {
      let handshake = try Handshake(params)
      guard let session = await sessions.open(handshake, principal: request.principal) else {
        return Self.refuse(503, .internal("there are too many sessions; try again later"), id: id)
      }
      let result = RPCMessage.response(id: id, .success(handshake.result(server)))
      return HTTPResponse(
        200, headers: ["Content-Type": MediaTypes.json, "Mcp-Session-Id": session.id], body: .data(result.encoded))
    } catch {
      let answer = RPCMessage.response(id: id, .failure(error))
      return HTTPResponse(200, headers: ["Content-Type": MediaTypes.json], body: .data(answer.encoded))
    }
  }

  // MARK: GET and DELETE

  private func get(_ request: HTTPRequest) async -> HTTPResponse {
    let session: Session
    switch await find(request) {
    case .success(let found): session = found
    case .failure(let refusal): return refusal.response(nil)
    }
    guard let event = request.headers["Last-Event-ID"].first else {
      guard let outbox = await session.connect() else { return Refusal.noSession.response(nil) }
      return Self.stream(outbox, first: nil, headers: [:])
    }
    guard let outbox = await session.resume(after: HeaderValue.trimmed(event)) else {
      return Self.refuse(400, .invalidRequest("the session no longer has this event"))
    }
    return Self.stream(outbox, first: nil, headers: [:])
  }

  private func delete(_ request: HTTPRequest) async -> HTTPResponse {
    switch await find(request) {
    case .success(let session):
      await sessions.close(session.id)
      return HTTPResponse(204)
    case .failure(let refusal): return refusal.response(nil)
    }
  }

  // MARK: Sessions

  private struct Refusal: Error {
    let status: Int
    let error: RPCError

    static let noSession = Refusal(
      status: 404, error: .invalidRequest("there is no such session; initialize a new one"))

    func response(_ message: RPCMessage?) -> HTTPResponse {
      guard case .request(let id, _, _)? = message else { return StreamableHTTP.refuse(status, error) }
      return StreamableHTTP.refuse(status, error, id: id)
    }
  }

  private func find(_ request: HTTPRequest) async -> Result<Session, Refusal> {
    let ids = request.headers["Mcp-Session-Id"]
    guard let id = ids.first, ids.count == 1 else {
      return .failure(Refusal(status: 400, error: .invalidRequest("one Mcp-Session-Id is needed")))
    }
    guard let session = await sessions.find(HeaderValue.trimmed(id), principal: request.principal) else {
      return .failure(.noSession)
    }
    for version in request.headers["MCP-Protocol-Version"] {
      guard ProtocolVersion.handshake.contains(where: { $0.rawValue == HeaderValue.trimmed(version) }) else {
        return .failure(Refusal(status: 400, error: .invalidRequest("protocol version not supported: \(version)")))
      }
    }
    return .success(session)
  }

  // MARK: Responses

  /// One object if the response comes first, otherwise a stream.
  private static func response(_ outbox: Outbox, streamHeaders: HTTPHeaders) async -> HTTPResponse {
    var items = outbox.items.makeAsyncIterator()
    // A request that was cancelled has no answer.
    guard let first = await items.next() else { return HTTPResponse(200, headers: ["Content-Type": MediaTypes.events]) }
    if case .response(let message, let status, nil) = first {
      var headers: HTTPHeaders = ["Content-Type": MediaTypes.json]
      if status == 503 { headers.add("Retry-After", "1") }
      return HTTPResponse(status, headers: headers, body: .data(message))
    }
    return stream(outbox, first: first, headers: streamHeaders)
  }

  private static func stream(_ outbox: Outbox, first: Outgoing?, headers: HTTPHeaders) -> HTTPResponse {
    var headers = headers
    headers.add("Content-Type", MediaTypes.events)
    headers.add("Cache-Control", "no-cache")
    let (events, continuation) = AsyncThrowingStream<Data, any Error>.makeStream(
      bufferingPolicy: .bufferingOldest(1024))
    let pump = Task {
      if let primer = outbox.primer { continuation.yield(ServerSentEvent.primer(id: primer)) }
      if let first { continuation.yield(event(first)) }
      for await item in outbox.items {
        guard case .enqueued = continuation.yield(event(item)) else {
          outbox.abandon()
          break
        }
      }
      continuation.finish()
    }
    continuation.onTermination = { _ in pump.cancel() }
    return HTTPResponse(200, headers: headers, body: .events(events))
  }

  private static func event(_ item: Outgoing) -> Data {
    switch item {
    case .message(let message, let id), .response(let message, _, let id): ServerSentEvent.message(message, id: id)
    case .quiet: ServerSentEvent.keepAlive
    case .hangUp(let milliseconds, let id): ServerSentEvent.primer(id: id, retryMilliseconds: milliseconds)
    }
  }

  private static func refuse(_ status: Int, _ error: RPCError, id: RequestID? = nil) -> HTTPResponse {
    let message = RPCMessage.response(id: id, .failure(error))
    return HTTPResponse(status, headers: ["Content-Type": MediaTypes.json], body: .data(message.encoded))
  }
}
