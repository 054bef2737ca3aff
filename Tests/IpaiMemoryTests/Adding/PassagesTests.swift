import TestSupport
import Testing

@testable import IpaiMemory

@Suite struct PassagesTests {
  @Test func shortTextsStayWhole() {
    #expect(Passages.split("") == [""])
    #expect(Passages.split("short") == ["short"])
    let limit = String(repeating: "a ", count: Passages.bytes / 2)
    #expect(Passages.split(limit) == [limit])
  }

  @Test func paragraphsComeBeforeLinesAndSentencesAndWords() {
    let half = String(repeating: "word ", count: 110)
    #expect(Passages.split(half + "x.\n\n" + half) == [half + "x.\n\n", half])
    #expect(Passages.split(half + "x.\n" + half) == [half + "x.\n", half])
    #expect(Passages.split(half + "x. " + half) == [half + "x. ", half])
    let words = String(repeating: "word ", count: 400)
    for passage in Passages.split(words) {
      #expect(passage.utf8.count <= Passages.bytes && passage.hasSuffix("word "))
    }
  }

  /// A word of an image in base64 has no end; it is cut, but never within a character.
  @Test func endlessWordsAreCutBetweenCharacters() {
    let text = String(repeating: "\u{1F600}å", count: 10_000)
    let passages = Passages.split(text)
    #expect(passages.joined() == text && passages.count > 1)
    #expect(passages.allSatisfy { !$0.contains("\u{FFFD}") })
  }

  @Test func nothingIsLostOrAdded() {
    var random = SeededGenerator(seed: 11)
    let pieces = ["word ", "\n", "\n\n", ". ", "å", "\u{1F600}", "? ", "\t", "verylongwordwithoutanyspaces", "\r\n"]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0..<900, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      let passages = Passages.split(text)
      #expect(passages.joined() == text)
      #expect(passages.count == 1 || passages.allSatisfy { !$0.isEmpty })
    }
  }
}
