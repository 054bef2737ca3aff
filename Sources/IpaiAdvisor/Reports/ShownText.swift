import IpaiCore

/// Text from an account, made fit for people to read: one line, that neither controls a terminal nor turns the direction of what follows.
package enum ShownText {
  private static let words = ForeignWords(secrets: [])

  /// A text as one line of at most so many characters, without access keys and tokens.
  package static func line(_ text: String, most: Int = 500) -> String {
    let safe = isPlain(text) ? text : cleaned(text)
    let known = KeyBlanking.blanked(safe)
    return known.count > most ? String(known.prefix(most - 1)) + "…" : known
  }

  /// True for printable ASCII.
  private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

  private static func cleaned(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(longest) {
      switch scalar.properties.generalCategory {
      case .lineSeparator, .paragraphSeparator, .surrogate: scalars.append(" ")
      default: scalars.append(PathText.isEscape(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return words.line(String(scalars), most: longest)
  }

  /// How many scalars of a text are looked at: one character can have any number of marks.
  private static let longest = 4_000
}
