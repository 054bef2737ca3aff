import Testing

@testable import IpaiMemory

@Suite struct SpeakerPrefixTests {
  private func names(_ texts: String..., named: String? = nil) -> [String] {
    SpeakerPrefix.names(texts.map { NewMessage(role: "user", name: named, content: $0) })
  }

  @Test func speakersAreThoseWhoRecur() {
    #expect(names("Ann: hi", "Bob: hello", "Ann: how are you?") == ["Ann", "Bob", "Ann"])
    #expect(names("Ann Smith: hi", "", "O'Neil: x", "Ann Smith:\nyes") == ["Ann Smith", "", "O'Neil", "Ann Smith"])
  }

  @Test func otherTextsHaveNone() {
    #expect(names("Ann: hi", "Bob: hello", "no name").isEmpty)
    #expect(names("Ann: hi", "Bob: hello").isEmpty)
    #expect(names("One: a", "Two: b", "Three: c", "Four: d").isEmpty)
    #expect(names("Ann: hi", "Bob: hello", "Ann: yes", named: "Cid").isEmpty)
    #expect(names("note: a", "note: b", "note: c").isEmpty)
    #expect(names("Http://a", "Http://b", "Http://c").isEmpty)
  }

  @Test(arguments: [
    "", ":", ": x", "Ann", "Ann:", "Ann:x", " Ann: x", "Ann  Bob: x", "A B C D: x", "Ann\nBob: x", "ann: x",
    "This Is a sentence: x", "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: x",
  ])
  func thisIsNoName(text: String) { #expect(SpeakerPrefix.name(in: text) == nil) }
}
