extension JSON {
  /// The name that schemas have for this type of value. A number without a fraction is an integer.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .number where integer == nil: "number"
    case .number: "integer"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// Whether schemas count this value among those of a type.
  func isOfType(_ name: String) -> Bool { typeName == name || (name == "number" && number != nil) }

  /// How much work it is to look at the whole value.
  var size: Int {
    switch self {
    case .string(let text): 1 + text.utf8.count >> 8
    case .array(let values): values.reduce(1) { $0 + $1.size }
    case .object(let members): members.values.reduce(1) { $0 + $1.size }
    default: 1
    }
  }

  /// A form that is the same for all values that schemas take for equal, such as `1` and `1.0`.
  var canonical: JSON {
    switch self {
    case .number: integer.map(JSON.integer) ?? self
    case .array(let values): .array(values.map(\.canonical))
    case .object(let members): .object(members.mapValues(\.canonical))
    default: self
    }
  }
}
