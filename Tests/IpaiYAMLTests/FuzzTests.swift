import IpaiYAML
import TestSupport
import Testing

@Suite struct FuzzTests {
  private static let parts = [
    "a", "b: ", "- ", "? ", ": ", "[", "]", "{", "}", ", ", "&x ", "*x", "!!str ", "!<x> ", "|\n", ">-\n", "\"", "'",
    "#",
    "\n", "\n  ", "\n\t", "---\n", "...\n", "%YAML 1.1\n", "\u{FEFF}", "\u{85}", "\u{2028}", "\r", "~", "<<: ", "\\u",
    "é",
    "\0", "1.5", "@", "`",
  ]

  @Test(arguments: 0..<8 as Range<UInt64>) func randomTextsNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let limits = YAMLLimits(maxBytes: 2_000)
    for _ in 0..<1_500 {
      let count = Int.random(in: 1...30, using: &random)
      let text = (0..<count).map { _ in Self.parts.randomElement(using: &random) ?? "" }.joined()
      var json: String?
      do throws(YAMLError) {
        json = try YAMLDocument.read(text, limits: limits, firstLine: 3)?.json
      } catch {
        #expect((error.line ?? 3) >= 3)
      }
      // What was read can be written as JSON that reads as the same.
      guard let json else { continue }
      #expect((try? JSONDocument.read(json.utf8, limits: YAMLLimits(maxBytes: 100_000)))??.json == json, "\(text)")
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func randomBytesNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<1_000 {
      let bytes = random.bytes(Int.random(in: 0...60, using: &random))
      _ = try? YAMLDocument.read(bytes, limits: YAMLLimits(maxBytes: 100))
      _ = try? JSONDocument.read(bytes, limits: YAMLLimits(maxBytes: 100))
    }
  }
}
