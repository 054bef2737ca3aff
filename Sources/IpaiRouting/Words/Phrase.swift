/// A word, or words that follow one another, to be found in a text.
package struct Phrase: Sendable, Equatable {
  /// The phrase as it was written.
  package let text: String
  /// Its words in their normal form.
  let words: [String]

  /// Nil when the text has no word, so that it could never be found.
  package init?(_ text: String) {
    words = WordText(text).words
    guard !words.isEmpty else { return nil }
    self.text = text
  }
}
