/// A value in a text of JSON with comments, by the bytes from which it was read.
struct JSONCNode: Sendable {
  enum Content: Sendable {
    case string
    /// A number, `true`, `false` or `null`.
    case literal
    case array([JSONCNode])
    case object([JSONCEntry])
  }

  /// The bytes from the first sign of the value to its last.
  let range: Range<Int>
  let content: Content
  /// The offset of the comma after the last element or member; nil when there is none.
  var trailingComma: Int?

  /// What it is, in words for messages: `an object`.
  func name(in bytes: [UInt8]) -> String {
    switch content {
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    case .literal:
      switch bytes[range.lowerBound] {
      case UInt8(ascii: "n"): "null"
      case UInt8(ascii: "t"), UInt8(ascii: "f"): "a boolean"
      default: "a number"
      }
    }
  }

  /// The bytes of each element or member; none for other values.
  var children: [Range<Int>] {
    switch content {
    case .string, .literal: []
    case .array(let elements): elements.map(\.range)
    case .object(let entries): entries.map(\.range)
    }
  }

  /// The elements, or the values of the members.
  var values: [JSONCNode] {
    switch content {
    case .string, .literal: []
    case .array(let elements): elements
    case .object(let entries): entries.map(\.value)
    }
  }
}
