/// Reads what a person typed: plain words, `"exact phrases"` and `-excluded` words. No text is an error.
package struct QueryParser {
  private let analyzer: TextAnalyzer
  private var query = Query()
  private var seen: Set<String> = []
  private var commonWords: [Query.Term] = []
  /// How many characters of a query are read.
  private static let maxCharacters = 65_536

  private init(_ analyzer: TextAnalyzer) { self.analyzer = analyzer }

  /// A query whose quotes and dashes are operators if they look typed as such (`QuerySyntax`).
  package static func parse(_ text: String, with analyzer: TextAnalyzer) -> Query {
    guard text.utf8.contains(where: QuerySyntax.isOperator) else { return words(of: text, with: analyzer) }
    var parser = QueryParser(analyzer)
    let syntax = QuerySyntax(parser.cut(text))
    if syntax.isTyped {
      syntax.tokens.forEach { parser.take($0) }
    } else {
      parser.addTerms(String(parser.cut(text)))
      parser.query.operatorsIgnored = .pastedText
    }
    return parser.finished()
  }

  /// A query of plain words, such as the text of an example.
  package static func words(of text: String, with analyzer: TextAnalyzer) -> Query {
    var parser = QueryParser(analyzer)
    parser.addTerms(String(parser.cut(text)))
    return parser.finished()
  }

  /// The same text with quotes and dashes as plain text, for use when a search with them has found nothing.
  package static func withoutOperators(_ query: Query, of text: String, with analyzer: TextAnalyzer) -> Query {
    var words = words(of: text, with: analyzer)
    words.operatorsIgnored = if query.isEmpty { .onlyExclusions } else { .noMatch }
    return words
  }

  private mutating func cut(_ text: String) -> Substring {
    let cut = text.prefix(Self.maxCharacters)
    query.isCut = cut.endIndex < text.endIndex
    return cut
  }

  private mutating func take(_ token: QuerySyntax.Token) {
    switch token {
    case .words(let words): addTerms(String(words))
    case .phrase(let text): require(String(text))
    case .excluded(let text): exclude(String(text))
    }
  }

  private mutating func require(_ text: String) {
    let stems = analyzer.stems(of: text).map(\.text)
    guard !stems.isEmpty, hasRoom else { return }
    let identifier = analyzer.identifiers(of: text).first { $0.source == 0..<text.utf8.count }
    let phrase = identifier.map { [$0.text] } ?? stems
    query.required.append(Query.Phrase(stems: phrase, isAnywhere: phrase.count == 1))
    addTerms(text)
  }

  private mutating func exclude(_ text: String) {
    let stems = analyzer.stems(of: text).map(\.text)
    guard !stems.isEmpty, hasRoom else { return }
    query.excluded.append(Query.Phrase(stems: stems, isAnywhere: false))
  }

  private var hasRoom: Bool { query.required.count + query.excluded.count < Query.maxTerms }

  private mutating func addTerms(_ text: String) {
    if !query.text.isEmpty { query.text += " " }
    query.text += text
    let bytes = Array(text.utf8)
    for term in analyzer.stems(of: text) + analyzer.identifiers(of: text) {
      let word = String(decoding: bytes[term.source], as: UTF8.self)
      let found = Query.Term(text: term.text, word: word)
      if StopWords.contains(word) { commonWords.append(found) } else { add(found) }
    }
  }

  private mutating func add(_ term: Query.Term) {
    guard seen.insert(term.text).inserted else { return }
    if query.terms.count < Query.maxTerms { query.terms.append(term) } else { query.isCut = true }
  }

  private consuming func finished() -> Query {
    if query.isEmpty { for term in commonWords { add(term) } }
    return query
  }
}
