/// A member of an object to be written.
package struct JSONCMember: Equatable, Sendable {
  /// The key, without quotes and escapes.
  package let key: String
  /// The value.
  package let value: JSONCValue

  /// A member with its parts.
  package init(_ key: String, _ value: JSONCValue) {
    self.key = key
    self.value = value
  }

  func text(_ layout: JSONCLayout) -> String { "\(JSONCStrings.quoted(key)): \(value.text(layout))" }
}
