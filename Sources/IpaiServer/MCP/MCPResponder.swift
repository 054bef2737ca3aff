import Foundation
import HTTPTypes
package import Hummingbird
package import MCP
import NIOCore

/// Binds an MCP endpoint to Hummingbird.
package struct MCPResponder: LimitedResponder {
  /// The context of each request is its connection.
  package typealias Context = ConnectionContext
  private let endpoint: StreamableHTTP
  private let path: String
  /// What the server accepts from its clients.
  package let limits: HTTPLimits
  private let budget: ByteBudget
  private let authenticate: @Sendable (HTTPHeaders) async -> Access

  /// Whether a request may be served, and who sends it.
  package enum Access: Sendable {
    /// It may be served. `principal` is nil if nobody has to say who they are.
    case granted(principal: String?)
    /// It may not be served, and gets this answer.
    case refused(MCP.HTTPResponse)
  }

  /// A responder for an endpoint.
  ///
  /// `path`: where the endpoint is; any other path is not found.
  /// `authenticate`: called for every request, even within a session, before any of its body is read.
  package init(
    _ endpoint: StreamableHTTP, path: String = "/mcp", limits: HTTPLimits = HTTPLimits(),
    authenticate: @escaping @Sendable (HTTPHeaders) async -> Access = { _ in .granted(principal: nil) }
  ) {
    self.init(
      endpoint, path: path, limits: limits, budget: ByteBudget(limit: limits.maxBytesInFlight),
      authenticate: authenticate)
  }

  /// The same, sharing a budget of bytes with other parts of the server.
  init(
    _ endpoint: StreamableHTTP, path: String = "/mcp", limits: HTTPLimits, budget: ByteBudget,
    authenticate: @escaping @Sendable (HTTPHeaders) async -> Access
  ) {
    self.endpoint = endpoint
    self.path = path
    self.limits = limits
    self.authenticate = authenticate
    self.budget = budget
  }

  /// Answers a request.
  package func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    guard request.uri.path == path else { return Response(status: .notFound) }
    switch await authenticate(Self.headers(of: request)) {
    case .refused(let refusal): return response(refusal, context)
    case .granted(let principal): return try await serve(request, from: principal, context)
    }
  }

  /// Answers a request of somebody who may send it, whatever its path.
  func serve(_ request: Request, from principal: String?, _ context: ConnectionContext) async throws -> Response {
    var message = MCP.HTTPRequest(request.method.rawValue, headers: Self.headers(of: request))
    message.principal = principal
    if let refusal = endpoint.refusal(ofHead: message) { return response(refusal, context) }
    guard request.method == .post else { return response(await endpoint.answer(message), context) }
    let reader = BodyReader(limits, budget)
    let share = reader.share(for: request)
    do {
      message.body = try await reader.body(of: request, share, context)
      return response(try await answer(message, share), context, share)
    } catch let refusal as BodyReader.Refusal {
      return refusal.response
    }
  }

  /// Bodies of more bytes than this are not parsed on an event loop, since that would hold up others.
  private static let large = 64 << 10

  private func answer(_ message: MCP.HTTPRequest, _ share: ByteBudget.Share) async throws -> MCP.HTTPResponse {
    guard message.body.count > Self.large else { return try await serve(message, share) }
    return try await withTaskExecutorPreference(globalConcurrentExecutor) { try await serve(message, share) }
  }

  private func serve(_ message: MCP.HTTPRequest, _ share: ByteBudget.Share) async throws -> MCP.HTTPResponse {
    let footprint = JSON.footprint(of: message.body)
    guard message.body.count + footprint <= budget.largestShare else { throw BodyReader.Refusal.tooLarge }
    guard share.take(footprint) else { throw BodyReader.Refusal.busy }
    return await endpoint.answer(message)
  }

  /// The header fields of a request, with its authority as Host.
  static func headers(of request: Request) -> HTTPHeaders {
    var headers: HTTPHeaders = [:]
    if let host = request.head.authority { headers.add("Host", host) }
    for field in request.headers { headers.add(field.name.rawName, field.value) }
    return headers
  }

  /// Turns an answer into a response of Hummingbird's.
  ///
  /// `share`: the bytes that the request has taken, which are held until it has been answered.
  private func response(
    _ answer: MCP.HTTPResponse, _ context: ConnectionContext, _ share: ByteBudget.Share? = nil
  ) -> Response {
    var fields = HTTPFields()
    for field in answer.headers.fields {
      if let name = HTTPField.Name(field.name) { fields.append(HTTPField(name: name, value: field.value)) }
    }
    let body: ResponseBody
    switch answer.body {
    case .data(let data): body = ResponseBody(byteBuffer: ByteBuffer(bytes: data))
    case .events(let events):
      body = ResponseBody { writer in
        defer { withExtendedLifetime(share) {} }
        try await write(events, to: &writer, context)
      }
    }
    return Response(status: .init(code: answer.status), headers: fields, body: body)
  }

  /// How often those who keep a stream open are checked: a key may be revoked meanwhile, and a token expires.
  private static let checkInterval = Duration.seconds(30)

  private static func untilUnwelcome(_ context: ConnectionContext) async throws {
    repeat { try await Task.sleep(for: checkInterval) } while await context.record.isWelcome?() ?? true
  }

  /// Writes events until they end, the client leaves or it would not be let in any more. The endpoint learns of that because nobody
  /// reads them any more.
  private func write(
    _ events: AsyncThrowingStream<Data, any Error>, to writer: inout any ResponseBodyWriter,
    _ context: ConnectionContext
  ) async throws {
    let (gone, source) = AsyncStream<Void>.makeStream()
    context.signal(.watch { source.finish() })
    // Only one task uses it, which has ended by the time this returns.
    nonisolated(unsafe) var body = writer
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for await _ in gone {}
        throw CancellationError()
      }
      group.addTask {
        try await Self.untilUnwelcome(context)
        throw CancellationError()
      }
      group.addTask { for try await event in events { try await body.write(ByteBuffer(bytes: event)) } }
      defer { group.cancelAll() }
      try await group.next()
    }
    try await writer.finish(nil)
  }
}
