import IpaiDatabase

/// Turns text into the terms that index and queries share: porter stems, pairs of CJK characters, joined identifiers.
///
/// It must not be used by several threads at once: `AnalyzerPool` has one for each.
package final class TextAnalyzer {
  /// A term and the bytes of the text that it stands for.
  package struct Term: Hashable, Sendable {
    /// The form that is indexed.
    package let text: String
    /// Byte offsets in the UTF-8 of the text that was analyzed.
    package let source: Range<Int>
  }

  private let tokenizer: StemmingTokenizer
  private var identifiers = IdentifierScanner()

  /// Throws `IpaiError(.internal)` when SQLite has no FTS5.
  package init() throws { tokenizer = try StemmingTokenizer() }

  /// Calls `body` with each stem of UTF-8 text, in order, and the bytes it stands for.
  package func forEachStem(
    in text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void
  ) {
    tokenizer.tokenize(text)
    tokenizer.stems.withUnsafeBufferPointer { stems in
      for token in tokenizer.tokens {
        let stem = UnsafeBufferPointer(rebasing: stems[token.stem])
        if CJKText.mayOccur(in: stem) {
          // Only where the stem is as long as its source do offsets in one hold in the other.
          let isAligned = stem.count == token.source.count
          CJKText.split(stem) { part, offset in
            if isAligned {
              let start = token.source.lowerBound + offset
              body(part, start..<start + part.count)
            } else {
              body(part, token.source)
            }
          }
        } else {
          body(stem, token.source)
        }
      }
    }
  }

  /// The stems of `text`, in order.
  package func stems(of text: String) -> [Term] {
    var terms: [Term] = []
    var text = text
    text.withUTF8 { bytes in
      forEachStem(in: bytes) { stem, source in
        terms.append(Term(text: String(decoding: stem, as: UTF8.self), source: source))
      }
    }
    return terms
  }

  /// The identifier terms of `text`: snake and dash names joined and unstemmed, and the stems of camelCase parts.
  package func identifiers(of text: String) -> [Term] {
    var terms: [Term] = []
    var text = text
    text.withUTF8 { bytes in
      forEachIdentifier(in: bytes) { term, source in
        terms.append(Term(text: String(decoding: term, as: UTF8.self), source: source))
      }
    }
    return terms
  }

  /// Calls `body` with each identifier term of UTF-8 text and the bytes it stands for.
  package func forEachIdentifier(
    in text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void
  ) {
    identifiers.scan(text)
    for (range, source) in identifiers.joined {
      identifiers.letters.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range]), source) }
    }
    for source in identifiers.camelCaseParts {
      forEachStem(in: UnsafeBufferPointer(rebasing: text[source])) { stem, _ in body(stem, source) }
    }
  }
}

extension TextAnalyzer {
  /// Appends the stems of `text` to `terms`, each after a space.
  package func appendStems(of text: UnsafeBufferPointer<UInt8>, to terms: inout [UInt8]) {
    forEachStem(in: text) { stem, _ in
      terms.append(UInt8(ascii: " "))
      terms.append(contentsOf: stem)
    }
  }

  /// Appends the identifier terms of `text` to `terms`, each after a space.
  package func appendIdentifiers(of text: UnsafeBufferPointer<UInt8>, to terms: inout [UInt8]) {
    forEachIdentifier(in: text) { term, _ in
      terms.append(UInt8(ascii: " "))
      terms.append(contentsOf: term)
    }
  }
}
