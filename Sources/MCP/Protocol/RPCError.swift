/// An error that answers a request (JSON-RPC 2.0, section 5.1). When a handler throws one, it is sent as it is.
public struct RPCError: Error, Sendable, Hashable {
  /// One of ``Code``, or a code of the server's own.
  public var code: Int
  /// What went wrong, in one sentence.
  public var message: String
  /// More about it, for a program to read.
  public var data: JSON?

  /// An error with this code and message.
  public init(_ code: Int, _ message: String, data: JSON? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  /// The message is not JSON.
  public static func parse(_ message: String) -> RPCError { RPCError(Code.parse, message) }

  /// The message is not a request, a notification or a response.
  public static func invalidRequest(_ message: String) -> RPCError { RPCError(Code.invalidRequest, message) }

  /// The parameters do not fit, or name something that does not exist.
  public static func invalidParams(_ message: String, data: JSON? = nil) -> RPCError {
    RPCError(Code.invalidParams, message, data: data)
  }

  /// There is no such method.
  public static func methodNotFound(_ method: String) -> RPCError {
    RPCError(Code.methodNotFound, "method not found: \(method)", data: ["method": .string(method)])
  }

  /// Something failed that is not the caller's fault.
  public static func `internal`(_ message: String) -> RPCError { RPCError(Code.internal, message) }

  /// The server has too much to do; over HTTP, the status is 503.
  static let busy = RPCError.internal("the server has too much to do; try again later")

  /// A header is missing or malformed, or differs from the body (2026-07-28, Transports: Streamable HTTP).
  public static func headerMismatch(_ message: String) -> RPCError { RPCError(Code.headerMismatch, message) }

  /// The client did not declare a capability that the request needs (2026-07-28, Overview: Errors).
  public static func missingCapability(_ capabilities: JSON) -> RPCError {
    RPCError(
      Code.missingCapability, "the client has not declared a capability that this needs",
      data: ["requiredCapabilities": capabilities])
  }

  /// The revision is not served (2026-07-28, Versioning).
  public static func unsupportedVersion(_ requested: String) -> RPCError {
    RPCError(
      Code.unsupportedVersion, "protocol version not supported: \(requested)",
      data: [
        "supported": .array(ProtocolVersion.stateless.map { .string($0.rawValue) }), "requested": .string(requested),
      ])
  }

  /// The revisions that a server which refused one says it serves; nil for other errors.
  var servedVersions: [String]? {
    guard code == Code.unsupportedVersion else { return nil }
    return data?["supported"]?.array.map { $0.compactMap(\.string) }
  }

  /// The error as it goes over the wire.
  var json: JSON {
    var members: [String: JSON] = ["code": .integer(code), "message": .string(message)]
    members[optional: "data"] = data
    return .object(members)
  }

  /// Nil when it has no code or no message.
  init?(_ json: JSON) {
    guard let code = json["code"]?.integer, let message = json["message"]?.string else { return nil }
    self.init(code, message, data: json["data"])
  }
}
