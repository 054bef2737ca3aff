/// The shape of a value as JSON. It is worked out from the value's type, so that no schema has to be written by hand.
package indirect enum Shape: Equatable, Sendable {
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

  /// A key of an object.
  package struct Property: Equatable, Sendable {
    /// The key in JSON.
    package let key: String
    /// The shape of its value.
    package let shape: Shape
    /// False where the key may be left out.
    package let isRequired: Bool
  }
}
