/// Text without its secrets, and what was taken out of it.
package struct RedactedText: Sendable, Equatable {
  /// The text, in which `[REDACTED:rule-id]` stands for each secret.
  package let text: String
  /// How many secrets were replaced, by the id of the rule; empty for none.
  package let counts: [String: Int]

  /// Text of which `counts` secrets were taken out.
  package init(text: String, counts: [String: Int]) {
    self.text = text
    self.counts = counts
  }
}
