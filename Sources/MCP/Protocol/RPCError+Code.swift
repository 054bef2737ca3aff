extension RPCError {
  /// The codes of errors: those of JSON-RPC 2.0 (section 5.1) and those of the protocol itself.
  public enum Code {
    /// The message is not JSON.
    public static let parse = -32700
    /// The message is JSON, but not a request, a notification or a response.
    public static let invalidRequest = -32600
    /// There is no such method, or the capability that it belongs to was not declared.
    public static let methodNotFound = -32601
    /// The parameters do not fit, or name something that does not exist.
    public static let invalidParams = -32602
    /// Something failed that is not the caller's fault.
    public static let `internal` = -32603
    /// There is no such resource (to 2025-11-25, Resources: Error Handling; ``invalidParams`` since).
    public static let resourceNotFound = -32002
    /// A header is missing or malformed, or differs from the body (2026-07-28, Transports: Streamable HTTP).
    public static let headerMismatch = -32020
    /// The client did not declare a capability that the request needs (2026-07-28, Overview: Errors).
    public static let missingCapability = -32021
    /// The revision is not served (2026-07-28, Versioning).
    public static let unsupportedVersion = -32022
  }
}
