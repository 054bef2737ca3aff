import Foundation
import TestSupport
import Testing

@testable import IpaiTokens

@Suite struct Base64URLTests {
  @Test func bytesComeBack() {
    var generator = SeededGenerator(seed: 1)
    for count in 0..<200 {
      let bytes = generator.bytes(count)
      #expect(Base64URL.bytes(Data(bytes).base64URL.utf8) == bytes)
    }
  }

  @Test(arguments: ["A", "AAAAA", "AB", "AAB", "AA==", "A+", "A/", "A A", "AA\n", "é", "\u{0}A", "Zh", "Zm9"])
  func otherTextsAreRefused(text: String) { #expect(Base64URL.bytes(text.utf8) == nil) }
}
