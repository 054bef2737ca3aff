/// The headers in which a stateless client repeats parts of its body (2026-07-28, Transports: Streamable HTTP; SEP-2243).
enum RoutingHeaders {
  /// Compares the headers with the body.
  ///
  /// - Throws: `RPCError` -32020 when one is missing, repeated or malformed, or differs from the body.
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
    guard values.count == 1 else { throw .headerMismatch("the header \(name) is there \(values.count) times") }
    let decoded = if isEncoded { HeaderValue.decode(value) } else { HeaderValue.trimmed(value) }
    guard let text = decoded else {
      throw .headerMismatch("the header \(name) is not valid Base64")
    }
    guard text.utf8.elementsEqual(expected.utf8) else {
      throw .headerMismatch("the header \(name) differs from the body")
    }
  }
}
