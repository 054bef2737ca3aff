/// The shape that a value has as JSON, worked out from its type, so that no schema is written beside it.
package indirect enum Shape: Equatable, Sendable {
  case string
  /// A text in a form that JSON Schema has a name for: `date-time`.
  case formatted(String)
  case choice([String])
  case integer
  case number
  case boolean
  case array(Shape)
  /// An object of the same kind of value under any key.
  case map(Shape)
  case object([Property])

  package struct Property: Equatable, Sendable {
    package let key: String
    package let shape: Shape
    package let isRequired: Bool
  }
}
