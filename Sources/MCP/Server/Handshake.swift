/// What `initialize` agrees on (2025-11-25, Lifecycle: Initialization).
struct Handshake: Sendable {
  /// The revision to speak.
  let version: ProtocolVersion
  /// What the client can be asked for.
  let client: ClientCapabilities
  /// What the client says about itself.
  let clientInfo: JSON?

  /// How many bytes a client may say about itself. It is limited because a session keeps them.
  private static let maxBytes = 16 << 10

  /// Reads the parameters of `initialize`.
  ///
  /// - Throws: `RPCError` -32602 when they lack something or are too long.
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
    // A client that asks for an unknown revision is offered the newest with a handshake, and decides for itself.
    version = ProtocolVersion.handshake.first { $0.rawValue == requested } ?? .v2025_11_25
  }

  /// The result of `initialize`.
  func result(_ server: Server) -> JSON {
    var result: [String: JSON] = [
      "protocolVersion": .string(version.rawValue), "capabilities": server.capabilities(version),
      "serverInfo": server.info.json,
    ]
    result[optional: "instructions"] = server.instructions.map(JSON.string)
    return .object(result)
  }
}
