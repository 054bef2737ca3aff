/// A request on its way to a server.
struct Call: Sendable {
  let id: RequestID
  let method: String
  let params: [String: JSON]
  let version: ProtocolVersion
  /// The headers that repeat arguments of a tool.
  var headers: [(name: String, value: String)] = []

  /// The request as a message of JSON-RPC.
  var message: RPCMessage { .request(id: id, method: method, params: params) }
  /// Whether the request's revision has no sessions.
  var isStateless: Bool { ProtocolVersion.stateless.contains(version) }
}
