/// A document's number and the text of it that is embedded.
struct EmbeddedText {
  let number: Int64
  let text: String
}
