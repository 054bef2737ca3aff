import IpaiSearch

/// A message, or a part of a long one, that is found by itself.
package struct PreparedPassage: Sendable, Equatable {
  /// What will be stored.
  package let text: String
  /// The terms that it is found by, with a space before each: stems and identifiers, since people paste names from code.
  package let terms: String

  /// Analyzes a text.
  init(_ text: String, _ analyzer: TextAnalyzer) {
    self.text = text
    var copy = text
    var terms: [UInt8] = []
    copy.withUTF8 { bytes in
      analyzer.appendStems(of: bytes, to: &terms)
      analyzer.appendIdentifiers(of: bytes, to: &terms)
    }
    self.terms = String(decoding: terms, as: UTF8.self)
  }
}
