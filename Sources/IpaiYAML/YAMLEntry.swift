/// A key of a mapping with its value.
package struct YAMLEntry: Equatable, Sendable {
  /// The key.
  package let key: String
  /// The line of the key, from 1 on.
  package let line: Int
  /// The value.
  package let value: YAMLNode

  /// An entry with its parts.
  package init(_ key: String, line: Int, _ value: YAMLNode) {
    self.key = key
    self.line = line
    self.value = value
  }
}
