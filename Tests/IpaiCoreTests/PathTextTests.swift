import Foundation
import IpaiCore
import Testing

@Suite struct PathTextTests {
  @Test(
    arguments: [
      [], Array("/plain/path".utf8), Array("/ü/日本/😀".utf8), [0x2F, 0xE9], [0xFF, 0xFE, 0x80, 0x2F], [0x61, 0xC3],
      [0xE2, 0x82], [0xF0, 0x9F, 0x98, 0x80, 0xF0, 0x9F], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
    ] as [[UInt8]])
  func bytesSurviveAsText(bytes: [UInt8]) {
    let text = PathText.text(bytes: bytes)
    #expect(PathText.bytes(text) == bytes)
    #expect(PathText.withCString(text) { strlen($0) } == bytes.count)
    #expect(text.unicodeScalars.contains(where: PathText.isEscape) == (String(validating: bytes, as: UTF8.self) == nil))
  }

  @Test func pathsAreDividedAtTheirSlashes() {
    #expect(PathText.parts("a/../\u{301}b//c/") == ["a", "..", "\u{301}b", "c"])
    #expect(PathText.parts("/a//\u{301}", omitsEmpty: false) == ["", "a", "", "\u{301}"])
    #expect(PathText.parts("", omitsEmpty: false) == [""] && PathText.parts("/") == [])
    #expect(PathText.folders(of: "a/\u{301}b/c") == ["a", "a/\u{301}b"] && PathText.folders(of: "a") == [])
  }

  @Test func randomBytesSurviveAsText() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0..<20, using: &random)).map { _ in UInt8.random(in: 1...255, using: &random) }
      let text = PathText.text(bytes: bytes)
      // Only a path that holds a character of the private area itself is changed.
      if !bytes.contains(0xF4) { #expect(PathText.bytes(text) == bytes, "\(bytes)") }
    }
  }

  @Test(arguments: [
    ("plain-1.2/x", "plain-1.2/x"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("", "''"), ("ü", "ü"), ("$x", "'$x'"),
    ("a\nb", #"$'a\x0ab'"#), (PathText.text(bytes: [0x62, 0xE9, 0x27]), #"$'b\xe9\''"#),
  ])
  func wordsAreQuotedForAShell(text: String, word: String) {
    #expect(ShellWord.quoted(text) == word)
  }
}
