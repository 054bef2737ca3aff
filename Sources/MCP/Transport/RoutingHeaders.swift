/// The headers in which a stateless client repeats what its body says (revision 2026-07-28).
enum RoutingHeaders {
  /// - Throws: `RPCError` -32020 when one is missing, repeated, malformed or other than the body.
  static func check(_ headers: HTTPHeaders, method: String, params: [String: JSON], version: String) throws(RPCError) {
    try compare("MCP-Protocol-Version", headers, version, isEncoded: false)
    try compare("Mcp-Method", headers, method, isEncoded: false)
    guard let key = nameKey(of: method), let name = params[key]?.string else { return }
    try compare("Mcp-Name", headers, name, isEncoded: true)
  }

  /// The parameter that `Mcp-Name` repeats.
  static func nameKey(of method: String) -> String? {
    switch method {
    case MethodName.callTool, MethodName.getPrompt: "name"
    case MethodName.readResource: "uri"
    case MethodName.getTask, MethodName.updateTask, MethodName.cancelTask: "taskId"
    default: nil
    }
  }

  private static func compare(_ name: String, _ headers: HTTPHeaders, _ expected: String, isEncoded: Bool)
    throws(RPCError)
  {
    let values = headers[name]
    guard let value = values.first else { throw .headerMismatch("the header \(name) is missing") }
    guard values.count == 1 else { throw .headerMismatch("the header \(name) stands \(values.count) times") }
    guard let text = isEncoded ? HeaderValue.decode(value) : HeaderValue.trimmed(value) else {
      throw .headerMismatch("the header \(name) is not valid Base64")
    }
    guard text.utf8.elementsEqual(expected.utf8) else {
      throw .headerMismatch("the header \(name) is not what the body says")
    }
  }
}
