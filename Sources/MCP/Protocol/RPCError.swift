/// An error that answers a request (JSON-RPC 2.0, section 5.1). A handler that throws one has it sent as it is.
public struct RPCError: Error, Sendable, Hashable {
  public var code: Int
  public var message: String
  public var data: JSON?

  public init(_ code: Int, _ message: String, data: JSON? = nil) {
    (self.code, self.message, self.data) = (code, message, data)
  }

  public static func parse(_ message: String) -> RPCError { RPCError(-32700, message) }
  public static func invalidRequest(_ message: String) -> RPCError { RPCError(-32600, message) }
  public static func invalidParams(_ message: String, data: JSON? = nil) -> RPCError {
    RPCError(-32602, message, data: data)
  }
  public static func methodNotFound(_ method: String) -> RPCError {
    RPCError(-32601, "method not found: \(method)", data: ["method": .string(method)])
  }
  public static func `internal`(_ message: String) -> RPCError { RPCError(-32603, message) }
  static let busy = RPCError.internal("the server has too much to do; try again later")
  /// A header that is missing, malformed or other than the body (revision 2026-07-28).
  public static func headerMismatch(_ message: String) -> RPCError { RPCError(-32020, message) }
  /// The client did not declare a capability that the request needs (revision 2026-07-28).
  public static func missingCapability(_ capabilities: JSON) -> RPCError {
    RPCError(
      -32021, "the client has not declared a capability that this needs",
      data: ["requiredCapabilities": capabilities])
  }
  /// (Revision 2026-07-28.)
  public static func unsupportedVersion(_ requested: String) -> RPCError {
    RPCError(
      -32022, "protocol version not supported: \(requested)",
      data: [
        "supported": .array(ProtocolVersion.stateless.map { .string($0.rawValue) }), "requested": .string(requested),
      ])
  }

  var json: JSON {
    var members: [String: JSON] = ["code": .integer(code), "message": .string(message)]
    members[optional: "data"] = data
    return .object(members)
  }

  init?(_ json: JSON) {
    guard let code = json["code"]?.integer, let message = json["message"]?.string else { return nil }
    self.init(code, message, data: json["data"])
  }
}
