import Foundation
import HTTPTypes
import Hummingbird
import IpaiServer
import MCP
import NIOCore
import Synchronization

/// Stands in front of the server and changes what goes through it.
final class QuirkyResponder: HTTPResponder {
  typealias Context = ConnectionContext
  private let server: MCPResponder
  private let quirks: Set<Quirk>
  private let state = Mutex(State())

  private struct State {
    var hasRefused = false
    var fetched = 0
  }

  init(_ server: MCPResponder, _ quirks: Set<Quirk>) {
    self.server = server
    self.quirks = quirks
  }

  func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    if let answer = canary(request.uri.path) { return answer }
    let body = try await request.body.collect(upTo: 1 << 20)
    let message = (try? JSON(parsing: Data(body.readableBytesView))) ?? [:]
    if let refusal = refusal(request, message) { return refusal }
    var head = request.head
    change(&head.headerFields, message)
    let altered = Request(head: head, body: RequestBody(buffer: body))
    var response = try await server.respond(to: altered, context: context)
    response.body = response.body.map { [self] in ByteBuffer(bytes: changed(Data($0.readableBytesView), message)) }
    return response
  }

  // MARK: From the client

  private func canary(_ path: String) -> Response? {
    guard path.hasPrefix("/canary") else { return nil }
    let count = state.withLock { state in
      if path == "/canary" { state.fetched += 1 }
      return state.fetched
    }
    return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "\(count)")))
  }

  private func change(_ fields: inout HTTPFields, _ message: JSON) {
    // The server behind this one has a session of a newer revision.
    for index in fields.indices
    where quirks.contains(.oldRevision) && fields[index].name.canonicalName == "mcp-protocol-version" {
      fields[index].value = "2025-11-25"
    }
    if quirks.contains(.loseHeaders) { fields.removeAll { $0.name.canonicalName.hasPrefix("mcp-param-") } }
  }

  private func refusal(_ request: Request, _ message: JSON) -> Response? {
    if quirks.contains(.forgetStreams), request.headers.contains(where: { $0.name.canonicalName == "last-event-id" }) {
      return Response(status: .methodNotAllowed)
    }
    if quirks.contains(.withoutRequestState), mixesUpStates(message) {
      return answer(.ok, message, .invalidParams("this belongs to another request"))
    }
    let isFirst = state.withLock { state in
      defer { state.hasRefused = true }
      return !state.hasRefused
    }
    guard quirks.contains(.refuseEveryRevision) || (quirks.contains(.refuseFirstRevision) && isFirst) else {
      return nil
    }
    return answer(.badRequest, message, .unsupportedVersion("2026-07-28"))
  }

  /// Whether a tool got a state or answers that it has not asked for.
  private func mixesUpStates(_ message: JSON) -> Bool {
    let params = message["params"]
    switch params?["name"]?.string {
    case "test_mrtr_no_state", "test_mrtr_no_result_type": return params?["requestState"] != nil
    case "test_mrtr_unrelated": return params?["requestState"] != nil || params?["inputResponses"] != nil
    default: return false
    }
  }

  private func answer(
    _ status: Hummingbird.HTTPResponse.Status, _ message: JSON, _ error: RPCError
  ) -> Response {
    let body = RPCMessage.response(id: RequestID(message["id"]), .failure(error)).encoded
    return Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }

  // MARK: To the client

  /// Changes a body, or an event of one. Each message in it is a line of its own.
  private func changed(_ part: Data, _ request: JSON) -> Data {
    let lines = String(decoding: part, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let changed = lines.map { line in
      let start = if line.hasPrefix("data: ") { "data: " } else { "" }
      guard let message = try? JSON(parsing: Data(line.dropFirst(start.count).utf8)), message.object != nil else {
        return String(line)
      }
      return start + String(decoding: self.changed(message, request).encoded, as: UTF8.self)
    }
    return Data(changed.joined(separator: "\n").utf8)
  }

  private func changed(_ message: JSON, _ request: JSON) -> JSON {
    let changed = quirks.reduce(message) { $1.changed($0, with: request) }
    guard quirks.contains(.oldRevision), request["method"] != "initialize" else { return changed }
    return [changed]
  }
}
