/// The shape of a value as JSON. It is worked out from the value's type, so that no schema has to be written by hand.
package indirect enum Shape: Hashable, Sendable {
  /// Any text.
  case string
  /// A text in a form that JSON Schema has a name for: `date-time`.
  case formatted(String)
  /// One of these texts.
  case choice([String])
  /// A whole number.
  case integer
  /// Any number.
  case number
  /// True or false.
  case boolean
  /// A list of values of one shape.
  case array(Shape)
  /// An object of the same kind of value under any key.
  case map(Shape)
  /// An object with these keys.
  case object([Property])
  /// A value of one of these shapes.
  case oneOf([Shape])
  /// Any value.
  case any

  /// The shape with the keys of objects as JSON has them: `sessionId` is `session_id`.
  var snakeCased: Shape {
    switch self {
    case .array(let element): .array(element.snakeCased)
    case .object(let properties):
      .object(
        properties.map {
          Property(key: Self.snakeCased($0.key), shape: $0.shape.snakeCased, isRequired: $0.isRequired)
        })
    default: self
    }
  }

  private static func snakeCased(_ name: String) -> String {
    name.reduce(into: "") { text, letter in text += letter.isUppercase ? "_" + letter.lowercased() : String(letter) }
  }

  /// A key of an object.
  package struct Property: Hashable, Sendable {
    /// The key in JSON.
    package let key: String
    /// The shape of its value.
    package let shape: Shape
    /// False where the key may be left out.
    package let isRequired: Bool
  }
}
