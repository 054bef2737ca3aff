/// A document's number and the text of it that is embedded.
struct EmbeddedText {
  /// Its row id.
  let number: Int64
  /// What the vector is computed from.
  let text: String
}
