/// A regular expression of a schema, which matches anywhere in a text unless it says otherwise.
struct Pattern {
  private let regex: Regex<AnyRegexOutput>

  init?(_ text: String) {
    guard let regex = try? Regex(text) else { return nil }
    // A schema counts in code points and not in what people see as characters.
    // `\d` and `\w` are those of ECMA-262: ASCII.
    self.regex = regex.matchingSemantics(.unicodeScalar).asciiOnlyDigits().asciiOnlyWordCharacters()
  }

  func matches(_ text: String) -> Bool { text.contains(regex) }
}
