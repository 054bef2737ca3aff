/// Any JSON value (RFC 8259). Whole numbers that fit into 64 bits stay whole; all others are doubles.
public enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  /// The value under `key`; nil when this is not an object or has no such key.
  public subscript(key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The text, if this is a string.
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  /// The truth value, if this is a boolean.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The elements, if this is an array.
  public var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
  /// The members, if this is an object.
  public var object: [String: JSON]? { if case .object(let value) = self { value } else { nil } }

  /// The number, if it is whole: `30`, and also `30.0`.
  public var integer: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  /// The number, if this is one.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// Whether this is null.
  public var isNull: Bool { self == .null }
}

extension JSON {
  /// How many bytes the texts in this value have, the keys included.
  var textSize: Int {
    switch self {
    case .string(let text): text.utf8.count
    case .array(let elements): elements.reduce(0) { $0 + $1.textSize }
    case .object(let members): members.reduce(0) { $0 + $1.key.utf8.count + $1.value.textSize }
    case .null, .bool, .integer, .number: 8
    }
  }
}
