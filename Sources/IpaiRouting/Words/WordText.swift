import Foundation

/// A text as a row of words, in which phrases are found on word boundaries: "oca" is a word of "the OCA module", and none of
/// "local".
///
/// A word is a run of letters, digits and the marks on them. Case, width and the other differences that compatibility
/// normalization removes (Unicode Standard Annex 15, NFKC) do not count. In scripts without spaces between words, each
/// character is a word, so that a phrase is found wherever it stands.
package struct WordText: Sendable {
  /// The text.
  package let text: String
  /// The words in their normal form.
  let words: [String]
  private let ranges: [Range<String.Index>]
  private let places: [String: [Int]]

  /// Takes a text apart.
  package init(_ text: String) {
    self.text = text
    var words: [String] = []
    var ranges: [Range<String.Index>] = []
    Self.scan(text) { range in
      words.append(Self.normal(text[range]))
      ranges.append(range)
    }
    self.words = words
    self.ranges = ranges
    places = Dictionary(grouping: words.indices) { words[$0] }
  }

  /// Where a phrase first stands; nil when it does not.
  package func range(of phrase: Phrase) -> Range<String.Index>? {
    guard let first = phrase.words.first else { return nil }
    for start in places[first] ?? [] where words[start...].starts(with: phrase.words) {
      return ranges[start].lowerBound..<ranges[start + phrase.words.count - 1].upperBound
    }
    return nil
  }

  private static func normal(_ word: Substring) -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return word.lowercased() }
    return word.precomposedStringWithCompatibilityMapping.lowercased()
  }

  /// Calls `body` with the range of each word.
  private static func scan(_ text: String, _ body: (Range<String.Index>) -> Void) {
    let scalars = text.unicodeScalars
    var start: String.Index?
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      let kind = WordCharacter(scalar)
      if kind != .partOfWord, let from = start {
        body(from..<index)
        start = nil
      }
      switch kind {
      case .partOfWord: start = start ?? index
      case .wordOfItsOwn: body(index..<next)
      case .boundary: break
      }
      index = next
    }
    if let start { body(start..<scalars.endIndex) }
  }
}
