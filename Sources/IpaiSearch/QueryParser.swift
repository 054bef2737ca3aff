/// Reads what a person typed: plain words, `"exact phrases"` and `-excluded` words. No text is an error.
package struct QueryParser {
  private let analyzer: TextAnalyzer
  private var query = Query()
  private var seen: Set<String> = []
  private var commonWords: [Query.Term] = []
  /// Beyond this many characters a query is cut.
  private static let maxCharacters = 65_536

  private init(_ analyzer: TextAnalyzer) { self.analyzer = analyzer }

  package static func parse(_ text: String, with analyzer: TextAnalyzer) -> Query {
    var parser = QueryParser(analyzer)
    let cut = text.prefix(maxCharacters)
    parser.query.isCut = cut.endIndex < text.endIndex
    parser.read(cut)
    return parser.finished()
  }

  /// A query of plain words, as for a document by whose example others are looked for.
  package static func words(of text: String, with analyzer: TextAnalyzer) -> Query {
    var parser = QueryParser(analyzer)
    let cut = text.prefix(maxCharacters)
    parser.query.isCut = cut.endIndex < text.endIndex
    parser.addTerms(String(cut))
    return parser.finished()
  }

  private mutating func read(_ text: Substring) {
    var rest = text.drop { $0.isWhitespace }
    while let first = rest.first {
      let isExcluded = first == "-" && Self.excludes(rest.dropFirst())
      if isExcluded { rest.removeFirst() }
      if rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") {
        takePhrase(rest[rest.index(after: rest.startIndex)..<end], isExcluded)
        rest = rest[rest.index(after: end)...]
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        takeWord(word, isExcluded)
        rest = rest[word.endIndex...]
      }
      rest = rest.drop { $0.isWhitespace }
    }
  }

  /// `-word` and `-"a phrase"` exclude; a lone dash and `--option` do not.
  private static func excludes(_ rest: Substring) -> Bool {
    guard let next = rest.first else { return false }
    return next == "\"" || next.isLetter || next.isNumber
  }

  private mutating func takePhrase(_ text: Substring, _ isExcluded: Bool) {
    let stems = analyzer.stems(of: String(text)).map(\.text)
    guard !stems.isEmpty, query.required.count + query.excluded.count < Query.maxTerms else { return }
    if isExcluded {
      query.excluded.append(Query.Phrase(stems: stems, isAnywhere: false))
    } else {
      let identifier = analyzer.identifiers(of: String(text)).first { $0.source == 0..<text.utf8.count }
      let phrase = identifier.map { [$0.text] } ?? stems
      query.required.append(Query.Phrase(stems: phrase, isAnywhere: phrase.count == 1))
      addTerms(String(text))
    }
  }

  private mutating func takeWord(_ word: Substring, _ isExcluded: Bool) {
    if isExcluded { takePhrase(word, true) } else { addTerms(String(word)) }
  }

  private mutating func addTerms(_ text: String) {
    query.text += (query.text.isEmpty ? "" : " ") + text
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
