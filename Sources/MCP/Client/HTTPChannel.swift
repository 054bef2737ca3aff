import Foundation
import Synchronization

/// Streamable HTTP as a client speaks it: a request of HTTP for each message, in a session where the revision has one.
final class HTTPChannel: Channel {
  let options: Client.Options
  private let headers: @Sendable () async throws -> HTTPHeaders
  private let exchange: @Sendable (HTTPRequest) async throws -> HTTPResponse
  let receive: ClientTransport.Receiver
  private let state = Mutex(State())

  private struct State {
    var session: String?
    var version: ProtocolVersion?
    var listener: Task<Void, Never>?
    var isClosed = false
  }

  init(
    _ options: Client.Options, headers: @escaping @Sendable () async throws -> HTTPHeaders,
    exchange: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse,
    receive: @escaping ClientTransport.Receiver
  ) {
    (self.options, self.headers, self.exchange, self.receive) = (options, headers, exchange, receive)
  }

  var hasHeaders: Bool { true }

  func cancelsByLeaving(_ version: ProtocolVersion) -> Bool { version >= .v2026_07_28 }

  // MARK: Messages

  func call(_ call: Call) async throws -> Result<JSON, RPCError> {
    var fields = try await fields(call.version, isOpening: call.method == "initialize")
    if call.version >= .v2026_07_28 {
      fields.add("Mcp-Method", call.method)
      if let key = RoutingHeaders.nameKey(of: call.method), let name = call.params[key]?.string {
        fields.add("Mcp-Name", HeaderValue.encode(name))
      }
      for (name, value) in call.headers { fields.add(name, value) }
    }
    let response = try await send("POST", fields, call.message)
    if call.method == "initialize", let session = response.headers["Mcp-Session-Id"].first {
      state.withLock { $0.session = HeaderValue.trimmed(session) }
    }
    if response.isEvents { return try await follow(response, call) }
    let body = try await collect(response)
    if let message = try? RPCMessage(parsing: body), case .response(let id, let result) = message,
      id == call.id || (id == nil && response.status >= 400)
    {
      if response.status == 404, isSessionGone(result, call) { throw Self.sessionGone }
      return result
    }
    throw failure(response)
  }

  func post(_ message: RPCMessage, _ version: ProtocolVersion) async throws {
    let response = try await send("POST", try await fields(version, isOpening: false), message)
    _ = try? await collect(response)
    guard (200..<300).contains(response.status) else { throw failure(response) }
  }

  func fields(_ version: ProtocolVersion, isOpening: Bool) async throws -> HTTPHeaders {
    var fields = try await headers()
    fields.add("Accept", "\(MediaTypes.json), \(MediaTypes.events)")
    guard !isOpening else { return fields }
    fields.add("MCP-Protocol-Version", version.rawValue)
    if let session = state.withLock({ $0.session }) { fields.add("Mcp-Session-Id", session) }
    return fields
  }

  func send(_ method: String, _ fields: HTTPHeaders, _ message: RPCMessage? = nil) async throws -> HTTPResponse {
    guard !state.withLock({ $0.isClosed }) else { throw ChannelFailure(error: .closed, isUnprocessed: true) }
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
    for await part in response.parts {
      body.append(part)
      guard body.count <= options.maxMessage else { throw Self.tooLong }
    }
    try Task.checkCancellation()
    return body
  }

  // MARK: What went wrong

  static let tooLong = ChannelFailure(error: .invalidResponse("the message is longer than it may be"))
  private static let sessionGone = ChannelFailure(
    error: .refused(status: 404), isUnprocessed: true, isConnectionLost: true)

  /// Whether a 404 says that there is no such session, and not that there is no such method.
  private func isSessionGone(_ result: Result<JSON, RPCError>, _ call: Call) -> Bool {
    guard call.version < .v2026_07_28, state.withLock({ $0.session }) != nil, case .failure(let error) = result else {
      return false
    }
    return error.code != -32601
  }

  private func failure(_ response: HTTPResponse) -> ChannelFailure {
    switch response.status {
    case 404 where state.withLock({ $0.session }) != nil: Self.sessionGone
    case 401, 403:
      ChannelFailure(
        error: .unauthorized(status: response.status, challenge: response.headers["WWW-Authenticate"].first),
        isUnprocessed: true)
    case 429, 503:
      ChannelFailure(
        error: .busy(retryAfterSeconds: response.headers["Retry-After"].first.flatMap { Double($0) }),
        isUnprocessed: true)
    case 200..<300: ChannelFailure(error: .invalidResponse("HTTP \(response.status) without an answer to the request"))
    default: ChannelFailure(error: .refused(status: response.status), isUnprocessed: response.status < 500)
    }
  }

  // MARK: The session

  func listen(_ version: ProtocolVersion) {
    state.withLock { state in
      guard state.listener == nil, !state.isClosed else { return }
      state.version = version
      state.listener = Task { [weak self] in await self?.keepListening(version) }
    }
  }

  /// How long, in seconds, a server may take to note that a session has ended.
  private static let farewellSeconds = 2

  func close() async {
    let (listener, session, version) = state.withLock { state in
      defer { state.isClosed = true }
      return (state.listener, state.session, state.version)
    }
    listener?.cancel()
    guard let session, let version, var fields = try? await headers() else { return }
    fields.add("MCP-Protocol-Version", version.rawValue)
    fields.add("Mcp-Session-Id", session)
    let farewell = HTTPRequest("DELETE", headers: fields)
    await withTaskGroup { group in
      group.addTask { [exchange] in _ = try? await exchange(farewell) }
      group.addTask { try? await Task.sleep(for: .seconds(Self.farewellSeconds)) }
      await group.next()
      group.cancelAll()
    }
  }
}
