import Foundation
import Synchronization

/// The client's side of Streamable HTTP: an HTTP request for each message, within a session if the revision has them
/// (Transports: Streamable HTTP).
final class HTTPChannel: Channel {
  /// How the client speaks.
  let options: Client.Options
  /// Who is told about messages that are not responses.
  let listener: ChannelListener
  private let headers: @Sendable () async throws -> HTTPHeaders
  private let exchange: @Sendable (HTTPRequest) async throws -> HTTPResponse
  private let running = Running(limit: .max)
  private let state = Mutex(State())

  private struct State {
    var session: String?
    var version: ProtocolVersion?
    var isListening = false
  }

  /// A channel over `exchange`, which sends one HTTP request. See ``ClientTransport/http(headers:_:)``.
  init(
    _ options: Client.Options, headers: @escaping @Sendable () async throws -> HTTPHeaders,
    exchange: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse, _ listener: ChannelListener
  ) {
    self.options = options
    self.headers = headers
    self.exchange = exchange
    self.listener = listener
  }

  var hasHeaders: Bool { true }

  func cancelsByLeaving(_ version: ProtocolVersion) -> Bool { version >= .v2026_07_28 }

  // MARK: Messages

  func call(_ call: Call) async throws -> Result<JSON, RPCError> {
    try await untilClosed { [self] in
      var fields = try await fields(call.version, isOpening: call.method == MethodName.initialize)
      if call.isStateless { addRouting(call, to: &fields) }
      let response = try await send("POST", fields, call.message)
      if call.method == MethodName.initialize, let session = response.headers["Mcp-Session-Id"].first {
        state.withLock { $0.session = HeaderValue.trimmed(session) }
      }
      if response.isEvents { return try await follow(response, call) }
      return try await answer(response, call)
    }
  }

  /// Adds the headers in which a request without a session repeats parts of its body (2026-07-28).
  private func addRouting(_ call: Call, to fields: inout HTTPHeaders) {
    fields.add("Mcp-Method", call.method)
    if let key = RoutingHeaders.nameKey(of: call.method), let name = call.params[key]?.string {
      fields.add("Mcp-Name", HeaderValue.encode(name))
    }
    for (name, value) in call.headers { fields.add(name, value) }
  }

  /// Reads the answer from a response that is not a stream.
  private func answer(_ response: HTTPResponse, _ call: Call) async throws -> Result<JSON, RPCError> {
    let body = try await collect(response)
    guard !Self.asksForPatience(response) else { throw failure(response) }
    let messages: [RPCMessage]
    do { messages = try await Self.messages(in: body) } catch {
      guard (200..<300).contains(response.status) else { throw failure(response) }
      throw ChannelFailure(error: .invalidResponse("it cannot be read: \(error.error.message)"))
    }
    guard let result = answer(to: call.id, among: messages) ?? Self.refusal(response, messages) else {
      throw failure(response)
    }
    if response.status == 404, isSessionGone(result, call) { throw Self.sessionGone }
    return result
  }

  /// Bodies of more bytes than this are not read on the executor of the caller, which may have others to serve.
  private static let large = 64 << 10

  private static func messages(in body: Data) async throws(RPCMessage.Malformed) -> [RPCMessage] {
    guard body.count > large else { return try RPCMessage.list(parsing: body) }
    let read = await withTaskExecutorPreference(globalConcurrentExecutor) {
      Result { () throws(RPCMessage.Malformed) in try RPCMessage.list(parsing: body) }
    }
    return try read.get()
  }

  /// The answer to `id`, if it is among the messages. Those that are not responses are passed on to the listener.
  func answer(to id: RequestID?, among messages: [RPCMessage]) -> Result<JSON, RPCError>? {
    var answer: Result<JSON, RPCError>?
    for message in messages {
      if case .response(let answered, let result) = message {
        if id != nil, answered == id { answer = result }
      } else {
        listener.receive(message, id)
      }
    }
    return answer
  }

  /// An error that names no request. The HTTP status shows that it is about this one.
  private static func refusal(_ response: HTTPResponse, _ messages: [RPCMessage]) -> Result<JSON, RPCError>? {
    guard response.status >= 400, case .response(nil, let result)? = messages.first else { return nil }
    return result
  }

  func post(_ message: RPCMessage, _ version: ProtocolVersion) async throws {
    try await untilClosed { [self] in
      let response = try await send("POST", try await fields(version, isOpening: false), message)
      _ = try? await collect(response)
      if (200..<300).contains(response.status) { return }
      let failure = failure(response)
      if failure.isConnectionLost { listener.lost() }
      throw failure
    }
  }

  /// Runs work that ends when the channel is closed, even if nobody cancels it.
  private func untilClosed<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value
  {
    let (closing, signal) = AsyncStream<Void>.makeStream()
    guard let place = try? running.enter(nil, { signal.finish() }) else {
      throw ChannelFailure(error: .closed, isUnprocessed: true, isConnectionLost: true)
    }
    defer { running.leave(place) }
    // Child tasks stay on the executor of their parent.
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        for await _ in closing {}
        return nil
      }
      defer { group.cancelAll() }
      if let value = try await group.next() ?? nil { return value }
      try Task.checkCancellation()
      throw ChannelFailure(error: .closed, isConnectionLost: true)
    }
  }

  /// The headers of a request, without those that depend on its body.
  func fields(_ version: ProtocolVersion, isOpening: Bool) async throws -> HTTPHeaders {
    var fields = try await headers()
    fields.add("Accept", "\(MediaTypes.json), \(MediaTypes.events)")
    guard !isOpening else { return fields }
    fields.add("MCP-Protocol-Version", version.rawValue)
    if let session = state.withLock({ $0.session }) { fields.add("Mcp-Session-Id", session) }
    return fields
  }

  /// Sends one HTTP request.
  ///
  /// - Throws: `ChannelFailure`, `CancellationError`.
  func send(_ method: String, _ fields: HTTPHeaders, _ message: RPCMessage? = nil) async throws -> HTTPResponse {
    try Task.checkCancellation()
    var fields = fields
    if message != nil { fields.add("Content-Type", MediaTypes.json) }
    do {
      return try await exchange(HTTPRequest(method, headers: fields, body: message?.encoded ?? Data()))
    } catch let unsent as UnsentRequest {
      throw ChannelFailure(error: .unreachable(unsent.reason), isUnprocessed: true)
    } catch let error as CancellationError {
      throw error
    } catch {
      throw ChannelFailure(error: .unreachable("\(error)"))
    }
  }

  private func collect(_ response: HTTPResponse) async throws -> Data {
    var body = Data()
    do {
      for try await part in response.parts {
        // A server that sends without a pause must not keep other tasks from running.
        if !body.isEmpty { await Task.yield() }
        body.append(part)
        guard body.count <= options.maxMessage else { throw Self.tooLong }
      }
    } catch { throw Self.broken(by: error) }
    try Task.checkCancellation()
    return body
  }

  // MARK: What went wrong

  /// The server sent more than the options allow.
  static let tooLong = ChannelFailure(error: .invalidResponse("the message is too long"))
  private static let sessionGone = ChannelFailure(
    error: .refused(status: 404), isUnprocessed: true, isConnectionLost: true)

  /// The error to throw when a body broke off.
  static func broken(by error: any Error) -> any Error {
    if error is ChannelFailure || error is CancellationError { return error }
    return ChannelFailure(error: .unreachable("\(error)"))
  }

  /// Whether a 404 means that there is no such session, rather than no such method.
  private func isSessionGone(_ result: Result<JSON, RPCError>, _ call: Call) -> Bool {
    guard !call.isStateless, hasSession, case .failure(let error) = result else { return false }
    return error.code != RPCError.Code.methodNotFound
  }

  private var hasSession: Bool { state.withLock { $0.session } != nil }

  /// Whether the server says that it did nothing and should be asked again. A 503 that names no time may come from a gateway,
  /// which does not know what the server did.
  private static func asksForPatience(_ response: HTTPResponse) -> Bool {
    response.status == 429 || (response.status == 503 && !response.headers["Retry-After"].isEmpty)
  }

  /// The statuses with which a server says that it has not worked on a request (RFC 9110, section 15; RFC 6585). Others, such as 303
  /// and 409, may come after it has.
  private static let refusals: Set = [
    300, 301, 302, 307, 308, 400, 402, 404, 405, 406, 410, 411, 413, 414, 415, 417, 421, 426, 428, 431,
  ]

  /// What a response that holds no answer means.
  func failure(_ response: HTTPResponse) -> ChannelFailure {
    switch response.status {
    case 404 where hasSession: Self.sessionGone
    case 401, 403:
      ChannelFailure(
        error: .unauthorized(status: response.status, challenge: challenge(response)), isUnprocessed: true)
    case 429, 503:
      ChannelFailure(
        error: .busy(retryAfterSeconds: response.headers["Retry-After"].first.flatMap { Double($0) }),
        isUnprocessed: Self.asksForPatience(response))
    case 200..<300: ChannelFailure(error: .invalidResponse("HTTP \(response.status) without an answer to the request"))
    default:
      ChannelFailure(
        error: .refused(status: response.status), isUnprocessed: Self.refusals.contains(response.status))
    }
  }

  private func challenge(_ response: HTTPResponse) -> String? {
    let challenges = response.headers["WWW-Authenticate"]
    guard !challenges.isEmpty else { return nil }
    return challenges.joined(separator: ", ")
  }

  // MARK: The session

  func listen(_ version: ProtocolVersion) {
    let isFirst = state.withLock { state in
      defer {
        state.isListening = true
        state.version = version
      }
      return !state.isListening
    }
    guard isFirst else { return }
    Task { [weak self] in try? await self?.untilClosed { [weak self] in await self?.keepListening(version) } }
  }

  /// How long, in seconds, a server may take to note that a session has ended.
  private static let farewellSeconds = 2.0

  func close() async {
    running.close()
    let (session, version) = state.withLock { ($0.session, $0.version) }
    guard let session, let version, var fields = try? await headers() else { return }
    fields.add("MCP-Protocol-Version", version.rawValue)
    fields.add("Mcp-Session-Id", session)
    let farewell = HTTPRequest("DELETE", headers: fields)
    // In a task of its own, since the session has to end even when the caller's task was cancelled.
    await Task { [exchange] in
      _ = try? await Deadline(seconds: Self.farewellSeconds).run { _ = try await exchange(farewell) }
    }.value
  }
}
