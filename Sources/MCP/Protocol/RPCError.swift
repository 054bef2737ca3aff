/// An error that answers a request (JSON-RPC 2.0, section 5.1). A handler that throws one has it sent as it is.
public struct RPCError: Error, Sendable, Hashable {
  public var code: Int
  public var message: String
  public var data: JSON?

  public init(_ code: Int, _ message: String, data: JSON? = nil) {
    (self.code, self.message, self.data) = (code, message, data)
  }

  public static func parse(_ message: String) -> RPCError { RPCError(Code.parse, message) }
  public static func invalidRequest(_ message: String) -> RPCError { RPCError(Code.invalidRequest, message) }
  public static func invalidParams(_ message: String, data: JSON? = nil) -> RPCError {
    RPCError(Code.invalidParams, message, data: data)
  }
  public static func methodNotFound(_ method: String) -> RPCError {
    RPCError(Code.methodNotFound, "method not found: \(method)", data: ["method": .string(method)])
  }
  public static func `internal`(_ message: String) -> RPCError { RPCError(Code.internal, message) }
  static let busy = RPCError.internal("the server has too much to do; try again later")
  /// A header that is missing, malformed or other than the body (revision 2026-07-28).
  public static func headerMismatch(_ message: String) -> RPCError { RPCError(Code.headerMismatch, message) }
  /// The client did not declare a capability that the request needs (revision 2026-07-28).
  public static func missingCapability(_ capabilities: JSON) -> RPCError {
    RPCError(
      Code.missingCapability, "the client has not declared a capability that this needs",
      data: ["requiredCapabilities": capabilities])
  }
  /// (Revision 2026-07-28.)
  public static func unsupportedVersion(_ requested: String) -> RPCError {
    RPCError(
      Code.unsupportedVersion, "protocol version not supported: \(requested)",
      data: [
        "supported": .array(ProtocolVersion.stateless.map { .string($0.rawValue) }), "requested": .string(requested),
      ])
  }

  /// The revisions that are served by whoever refused one; nil for other errors.
  var servedVersions: [String]? {
    guard code == Code.unsupportedVersion else { return nil }
    return data?["supported"]?.array.map { $0.compactMap(\.string) }
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
