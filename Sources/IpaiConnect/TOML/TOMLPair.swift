/// A key with its value, to be written into a table of TOML.
package struct TOMLPair: Equatable, Sendable {
  /// The key, without quotes and dots.
  package let key: String
  /// The value.
  package let value: TOMLValue

  /// A pair with its parts.
  package init(_ key: String, _ value: TOMLValue) {
    self.key = key
    self.value = value
  }

  /// The pair as a line without its end.
  var text: String { "\(TOMLKeyPath(parts: [key]).text) = \(value.text)" }
}
