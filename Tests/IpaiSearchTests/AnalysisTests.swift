import IpaiSearch
import TestSupport
import Testing

@Suite struct AnalysisTests {
  private let analyzer: TextAnalyzer
  init() throws { analyzer = try TextAnalyzer() }

  @Test(arguments: [
    ("fix leak in curl_easy_setopt()", ["curleasysetopt"]),
    ("--no-renames and follow-up", ["norenames", "followup"]),
    ("getElementById", ["get", "element", "by", "id"]),
    ("parse HTTPServer and XMLHttpRequest", ["http", "server", "xml", "http", "request"]),
    ("CURLOPT_SSL_VERIFYPEER", ["curloptsslverifypeer"]),
    ("plain words only, a-", []), ("_leading trailing_ a__b", []), ("", []),
    ("Curl_easySetopt", ["curleasysetopt", "easi", "setopt"]),
  ])
  func identifiersAreJoinedAndSplit(text: String, terms: [String]) {
    #expect(analyzer.identifiers(of: text).map(\.text) == terms)
  }

  @Test(arguments: [
    ("修复内存泄漏", ["修复", "复内", "内存", "存泄", "泄漏"]), ("日", ["日"]), ("修复bug", ["修复", "bug"]),
    ("メモリ leak", ["メモ", "モリ", "leak"]), ("한국어", ["한국", "국어"]),
  ])
  func cjkTextIsPairsOfCharacters(text: String, terms: [String]) {
    #expect(analyzer.stems(of: text).map(\.text) == terms)
  }

  @Test func aTermSaysWhichBytesItStandsFor() {
    let text = "see 修复内存 and curl_easy"
    let bytes = Array(text.utf8)
    let stems = analyzer.stems(of: text).map { String(decoding: bytes[$0.source], as: UTF8.self) }
    #expect(stems == ["see", "修复", "复内", "内存", "and", "curl", "easy"])
    #expect(analyzer.identifiers(of: text).map { String(decoding: bytes[$0.source], as: UTF8.self) } == ["curl_easy"])
  }

  @Test func plainWordsPhrasesAndExclusionsAreTold() {
    let query = QueryParser.parse("the timeouts \"connection reuse\" -test -\"bad idea\" --option", with: analyzer)
    #expect(query.terms.map(\.text) == ["timeout", "connect", "reus", "option"])
    #expect(query.terms.map(\.word) == ["timeouts", "connection", "reuse", "option"])
    #expect(query.required == [Query.Phrase(stems: ["connect", "reus"], isAnywhere: false)])
    #expect(query.excluded.map(\.stems) == [["test"], ["bad", "idea"]])
    #expect(!query.isCut)
  }

  @Test(arguments: [
    ("\"idle_timeout\"", ["idletimeout"], true), ("\"timeouts\"", ["timeout"], true),
    ("\"idle_timeout of\"", ["idl", "timeout", "of"], false), ("\"the pool\"", ["the", "pool"], false),
  ])
  func aQuotedWordOrIdentifierMayStandAnywhere(text: String, stems: [String], isAnywhere: Bool) {
    #expect(QueryParser.parse(text, with: analyzer).required == [Query.Phrase(stems: stems, isAnywhere: isAnywhere)])
  }

  @Test func aQueryOfStopWordsAloneUsesThem() {
    #expect(QueryParser.parse("to be or not", with: analyzer).terms.map(\.word) == ["to", "be", "or", "not"])
  }

  @Test(arguments: ["", "   ", "😀 🎉", "---", "\"\"", "- \" -\"", "()*^:+{}"])
  func aQueryWithoutWordsIsEmpty(text: String) { #expect(QueryParser.parse(text, with: analyzer).isEmpty) }

  @Test func wordsAreCountedOnceAndALongQueryIsCut() {
    #expect(QueryParser.parse("test tests testing", with: analyzer).terms.count == 1)
    let long = QueryParser.parse((0..<2000).map { "word\($0)" }.joined(separator: " "), with: analyzer)
    #expect(long.terms.count == Query.maxTerms)
    #expect(long.isCut)
    let huge = QueryParser.parse(String(repeating: "a ", count: 50_000), with: analyzer)
    #expect(huge.isCut)
  }

  /// Random text of the characters that mean something: the parser ends and its terms can be quoted.
  @Test func theParserSurvivesRubbish() {
    var random = SeededGenerator(seed: 3)
    let alphabet = Array("ab -\"'*^:(){}[]+\u{0}\n_éß修復한\u{1F600}\u{301}\u{FFFD}")
    for _ in 0..<3_000 {
      let text = String(
        (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
      let query = QueryParser.parse(text, with: analyzer)
      for term in query.terms.map(\.text) + query.required.flatMap(\.stems) + query.excluded.flatMap(\.stems) {
        #expect(!term.isEmpty && !term.contains("\"") && !term.contains(" "), "\(text.debugDescription)")
      }
    }
  }

  @Test(arguments: 0..<4)
  func aLongLineIsCutBetweenCharacters(offset: Int) throws {
    let matcher = LineMatcher(analyzer, weights: ["timeout": 1])
    let text = "timeout " + String(repeating: "x", count: offset) + String(repeating: "\u{1F600}", count: 200)
    let line = try #require(matcher.bestLine(of: text[...], field: "body")).line.text
    #expect(text.hasPrefix(line) && line.utf8.count > 390 && line.utf8.count <= 400)
  }

  @Test func theBestLineIsTheOneWithTheRarestWords() throws {
    let matcher = LineMatcher(analyzer, weights: ["timeout": 3, "connect": 1])
    let text = "first line about connections\nsecond: connection Timeouts here\nthird connect connect connect"
    let best = try #require(matcher.bestLine(of: text[...], field: "body"))
    #expect(
      best.line
        == MatchedLine(field: "body", text: "second: connection Timeouts here", words: ["connection", "Timeouts"]))
    #expect(best.worth == 4)
    #expect(matcher.bestLine(of: "nothing", field: "body") == nil)
    #expect(matcher.bestLine(of: "", field: "body") == nil)
  }
}
