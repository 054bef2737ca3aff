/// What ties a response to its request: a string or a whole number (JSON-RPC 2.0, section 4). `"1"` is not `1`.
public enum RequestID: Sendable, Hashable {
  case string(String)
  case integer(Int)

  /// Nil for what may not be an id: null, a fraction, a boolean, an array or an object.
  public init?(_ json: JSON?) {
    switch json {
    case .string(let value): self = .string(value)
    case .integer(let value): self = .integer(value)
    default: return nil
    }
  }

  /// The id as it goes over the wire.
  public var json: JSON {
    switch self {
    case .string(let value): .string(value)
    case .integer(let value): .integer(value)
    }
  }
}
