import Testing

@testable import IpaiRouting

@Suite struct WordTextTests {
  @Test(arguments: [
    ("oca", "the local office", false), ("oca", "the OCA module", true), ("OCA", "vocal", false),
    ("oca", "oca", true), ("oca", "OCA's way", true), ("oca", "oca18", false), ("oca", "oca_module", true),
    ("finance-ssc", "ask Finance SSC", true), ("finance-ssc", "finance_ssc:1", true),
    ("finance-ssc", "finance and ssc", false), ("testing", "attesting", false), ("testing", "testing", true),
    ("migration", "immigration", false), ("a b a c", "a b a b a c", true),
    ("straße", "STRASSE", false), ("café", "cafe\u{301} noir", true), ("ＯＣＡ", "oca", true),
    ("迁移", "数据迁移测试", true), ("移行", "データ移行を行う", true), ("移行", "移動行", false),
    ("테스트", "테스트를 실행", true), ("тест", "тестирование", false), ("тест", "Тест!", true),
    ("می‌خواهم", "من می‌خواهم", true), ("ทดสอบ", "การทดสอบระบบ", true),
  ])
  func phrasesAreFoundOnWordBoundaries(_ phrase: String, _ text: String, _ isFound: Bool) throws {
    let phrase = try #require(Phrase(phrase))
    #expect((WordText(text).range(of: phrase) != nil) == isFound)
  }

  @Test(arguments: ["", " ", "!?", "🙂", "\0"])
  func aPhraseWithoutWordsIsNone(_ text: String) {
    #expect(Phrase(text) == nil)
  }

  @Test func thePlaceIsThatOfTheText() throws {
    let text = "Please run the Finance—SSC\u{200B}report, 数据迁移"
    let words = WordText(text)
    for (phrase, place) in [("finance ssc", "Finance—SSC"), ("迁移", "迁移")] {
      let phrase = try #require(Phrase(phrase))
      let range = try #require(words.range(of: phrase))
      #expect(text[range] == place)
    }
  }

  @Test func aLongTextIsSearchedInProportionToItsLength() throws {
    let text = String(repeating: "a b ", count: 25_000) + "a c"
    let phrase = try #require(Phrase("a c"))
    #expect(WordText(text).range(of: phrase) != nil)
  }

  @Test func theExcerptMarksTheMatch() throws {
    let text = String(repeating: "x", count: 40) + " OCA " + String(repeating: "y", count: 40)
    let phrase = try #require(Phrase("oca"))
    let range = try #require(WordText(text).range(of: phrase))
    let marked = MarkedText.excerpt(text, range)
    #expect(marked == "…" + String(repeating: "x", count: 29) + " «OCA» " + String(repeating: "y", count: 29) + "…")
  }
}
