/// A document's number and the text of it that is embedded.
package struct EmbeddedText: Sendable {
  /// Its row id.
  package let number: Int64
  /// What the vector is computed from.
  package let text: String
}
