/// What `initialize` agrees on.
struct Handshake: Sendable {
  let version: ProtocolVersion
  let client: ClientCapabilities
  let clientInfo: JSON?

  /// What a client may say of itself, in bytes, since a session keeps it.
  private static let maxBytes = 16 << 10

  /// - Throws: `RPCError` -32602 when the client does not say what it has to.
  init(_ params: [String: JSON]) throws(RPCError) {
    guard let requested = params["protocolVersion"]?.string else {
      throw .invalidParams("\"protocolVersion\" has to be a string")
    }
    guard let capabilities = params["capabilities"], capabilities.object != nil else {
      throw .invalidParams("\"capabilities\" has to be an object")
    }
    guard params["clientInfo"]?["name"]?.string != nil, params["clientInfo"]?["version"]?.string != nil else {
      throw .invalidParams("\"clientInfo\" has to have \"name\" and \"version\"")
    }
    client = ClientCapabilities(json: capabilities)
    clientInfo = params["clientInfo"]
    guard capabilities.encoded.count + (clientInfo?.encoded.count ?? 0) <= Self.maxBytes else {
      throw .invalidParams("\"capabilities\" and \"clientInfo\" have more than \(Self.maxBytes) bytes")
    }
    // An unknown revision gets the newest that has a handshake, and the client decides.
    version = ProtocolVersion.handshake.first { $0.rawValue == requested } ?? .v2025_11_25
  }

  func result(_ server: Server) -> JSON {
    var result: [String: JSON] = [
      "protocolVersion": .string(version.rawValue), "capabilities": server.capabilities(version),
      "serverInfo": server.info.json,
    ]
    result[optional: "instructions"] = server.instructions.map(JSON.string)
    return .object(result)
  }
}
