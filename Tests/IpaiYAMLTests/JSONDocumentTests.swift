import Foundation
import IpaiYAML
import TestSupport
import Testing

@Suite struct JSONDocumentTests {
  private static let limits = YAMLLimits(maxBytes: 64_000)

  private func read(_ text: String) throws -> YAMLNode? { try JSONDocument.read(text.utf8, limits: Self.limits) }

  @Test func valuesHaveLines() throws {
    let root = try #require(
      try read("\u{FEFF}{\n  \"a\": [1,\n 2],\r\n  \"b\": {\"c\": \"\\u0041\\ud83d\\ude00\\/\"}\n}\n"))
    #expect(root["a"]?.sequence?.map(\.line) == [2, 3])
    #expect(root.mapping?.map(\.line) == [2, 4])
    #expect(root["b"]?["c"]?.scalar == YAMLScalar("A😀/", .string))
    #expect(try read(" \n") == nil)
  }

  @Test(arguments: [
    ("{\"a\": 1,\n\"a\": 2}", 2, "the key 'a' occurs more than once"),
    ("{\"a\": 1,\n}", 2, "is not JSON: expected a key in double quotes"),
    ("{a: 1}", 1, "is not JSON: expected a key in double quotes"),
    ("[1 2]", 1, "is not JSON: expected ',' or ']'"), ("{\"a\" 1}", 1, "is not JSON: expected ':' after a key"),
    ("{\"a\": 1", 1, "is not JSON: expected ',' or '}'"), ("[1,\n", 2, "is not JSON: expected a value"),
    ("{} {}", 1, "is not JSON: expected the end of the file"),
    ("\"a\nb\"", 1, "is not JSON: a line break or control character in a string"),
    ("\"a", 1, "is not JSON: a string is not closed"), ("\"\\x\"", 1, "is not JSON: an unknown escape in a string"),
    ("\"\\ud83d\"", 1, "is not JSON: an unknown escape in a string"), ("nul", 1, "is not JSON: unknown value 'nul'"),
    ("01", 1, "is not JSON: unknown value '01'"), ("1.", 1, "is not JSON: unknown value '1.'"),
    ("+1", 1, "is not JSON: unknown value '+1'"), ("NaN", 1, "is not JSON: unknown value 'NaN'"),
    ("'a'", 1, "is not JSON: expected a value"), ("\"\\", 1, "is not JSON: a string is not closed"),
    (String(repeating: "[", count: 30_000), 1, "is nested more than 64 levels deep"),
  ])
  func whatIsNotJSONIsRefused(text: String, line: Int, problem: String) {
    let error = #expect(throws: YAMLError.self) { try read(text) }
    #expect(error?.line == line && error?.problem == problem)
  }

  /// Both readers agree with Foundation's on texts that are nearly JSON.
  @Test func randomTextsAreReadAsFoundationReadsThem() {
    var random = SeededGenerator(seed: 7)
    let parts = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "1", "-0.5", "true", "null", " ", "\n", "\"\\u00e9\"", "0", ".",
      "e",
    ]
    var read = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
        .joined()
      let known = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
      let node = (try? JSONDocument.read(text.utf8, limits: Self.limits)) ?? nil
      // Foundation keeps one of two equal keys, and takes a comma too many.
      if node == nil && (text.contains(":") || text.filter { !$0.isWhitespace }.contains(",]")) { continue }
      #expect((known != nil) == (node != nil), "\(text)")
      if node != nil { read += 1 }
    }
    #expect(read > 500)
  }
}
