import IpaiCore
import IpaiYAML
import Testing

@Suite struct YAMLDocumentTests {
  private static let limits = YAMLLimits(maxBytes: 64_000)

  private func read(_ text: String, firstLine: Int = 1) throws -> YAMLNode? {
    try YAMLDocument.read(text, limits: Self.limits, firstLine: firstLine)
  }

  private func error(_ text: String, firstLine: Int = 1) -> YAMLError? {
    #expect(throws: YAMLError.self) { try read(text, firstLine: firstLine) }
  }

  @Test func valuesHaveLinesAndOrder() throws {
    let root = try #require(
      try read("# head\nname: a-b\nlist:\n  - 1\n  - two\nmap: {z: 1.10, a: \"true\"}\ntext: |\n  a\n  b\n"))
    let entries = try #require(root.mapping)
    #expect(entries.map(\.key) == ["name", "list", "map", "text"])
    #expect(entries.map(\.line) == [2, 3, 6, 7])
    #expect(root["list"]?.line == 4)
    #expect(root["list"]?.sequence?.map(\.line) == [4, 5])
    #expect(root["map"]?.mapping?.map(\.key) == ["z", "a"])
    #expect(root["map"]?["z"]?.scalar == YAMLScalar("1.10", .number))
    #expect(root["map"]?["a"]?.scalar == YAMLScalar("true", .string))
    #expect(root["text"]?.scalar?.text == "a\nb\n")
  }

  @Test func linesStartWhereTheyAreTold() throws {
    #expect(try read("a: 1\nb: 2\n", firstLine: 5)?["b"]?.line == 6)
    #expect(error("a: 1\na: 2\n", firstLine: 5)?.line == 5)
    #expect(error("a: 1\n\tb: 2\n", firstLine: 5)?.line == 6)
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "\u{FEFF}", "\u{FEFF}# x\n"])
  func nothingIsNoDocument(text: String) throws { #expect(try read(text) == nil) }

  @Test func byteOrderMarkIsPassedOver() throws {
    #expect(try read("\u{FEFF}a: 1\n")?.mapping?.map(\.key) == ["a"])
  }

  @Test(arguments: [
    ("a: &x 1\nb: *x\n", 1, "anchors and aliases are not supported"),
    ("a: 1\nb: !!str &x v\n", 2, "anchors and aliases are not supported"),
    ("- &x [1]\n", 1, "anchors and aliases are not supported"),
    ("a: 1\nb: {c: &x }\n", 2, "anchors and aliases are not supported"),
    ("a: 1\n---\nb: &x 1\nc: *x\n", 3, "anchors and aliases are not supported"),
    ("a: 1\nb: *x\n", 2, "is not YAML: found undefined alias"),
    ("a: 1\nb: 2\na: 3\n", 1, "the key 'a' occurs more than once"),
    ("a: 1\n\"a\": 3\n", 1, "the key 'a' occurs more than once"),
    ("x:\n  k: 1\n  k: 2\n", 2, "the key 'k' occurs more than once"),
    ("1: a\n'1': b\n", 1, "the key '1' occurs more than once"),
    ("a: 1\n---\nb: 2\n", 3, "holds more than one document"),
    ("a: 1\n...\n---\nb: 2\n", 4, "holds more than one document"),
    ("a:\n\tb: 1\n", 2, "a tab stands where only spaces may"),
    ("\ta: 1\n", 1, "a tab stands where only spaces may"),
    ("a: b: c\n", 1, "is not YAML: mapping values are not allowed in this context"),
    ("a: 1\nb: [1, 2\n", 3, "is not YAML: did not find expected ',' or ']'"),
    ("a: 1\nb: \"open\n", 3, "is not YAML: found unexpected end of stream"),
    ("a: !!python/object:os.system x\n", 1, "the tag 'tag:yaml.org,2002:python/object:os.system' is not supported"),
    ("a: !local x\n", 1, "the tag '!local' is not supported"),
    ("? [a, b]\n: 1\n", 1, "a key must be plain text"),
    ("a: 1\n? {b: 1}\n: 1\n", 2, "a key must be plain text"),
  ])
  func whatIsNotPlainDataIsRefused(text: String, line: Int, problem: String) {
    let error = error(text)
    #expect(error?.line == line)
    #expect(error?.problem == problem)
  }

  /// Only the parser can tell these from anchors.
  @Test(arguments: [
    "a: R&D and AT&T\n", "a: \"Q: &x\"\n", "a: '[&x]'\n", "# - &x\na: 1\n", "a: |\n  &x is C\n  *y is too\n",
    "a: >\n  - &x\n  - *x\n", "a: b\n  &c d\n", "url: http://h/?a=1&b=2\n", "a: x&y*z\n", "a: & b\n",
  ])
  func ampersandsInTextAreNoAnchors(text: String) throws {
    if text == "a: & b\n" {
      #expect(error(text)?.line == 1)
    } else {
      #expect(try read(text)?.mapping?.count == 1)
    }
  }

  @Test func billionLaughsEndAtOnce() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    text += "? *a60\n: 1\n"
    let start = ContinuousClock.now
    #expect(error(text)?.problem == "anchors and aliases are not supported")
    #expect(ContinuousClock.now - start < .seconds(1))
  }

  @Test(arguments: [
    String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
    String(repeating: "{a: ", count: 65) + String(repeating: "}", count: 65),
    String(repeating: "- ", count: 65) + "a",
    (0..<65).map { String(repeating: " ", count: $0) + "k:\n" }.joined(),
    String(repeating: "[", count: 30_000), String(repeating: "- ", count: 30_000) + "a",
    String(repeating: "? ", count: 30_000) + "a", String(repeating: "{", count: 30_000),
    String(repeating: "[a: ", count: 16_000), String(repeating: "{? ", count: 20_000),
    String(repeating: "[[]: ", count: 12_000),
  ])
  func deepNestingIsRefused(text: String) {
    let start = ContinuousClock.now
    #expect(error(text) != nil)
    #expect(ContinuousClock.now - start < .seconds(4))
  }

  @Test func depthOfSixtyFourIsRead() throws {
    var node = try read(String(repeating: "[", count: 64) + String(repeating: "]", count: 64))
    var depth = 0
    while let inner = node?.sequence {
      depth += 1
      node = inner.first
    }
    #expect(depth == 64)
    #expect(error(String(repeating: "[\n", count: 65) + String(repeating: "]", count: 65))?.line == 65)
  }

  @Test func sizeAndEncodingAreChecked() {
    let limits = YAMLLimits(maxBytes: 10)
    let large = #expect(throws: YAMLError.self) { try YAMLDocument.read("a: 12345678", limits: limits) }
    #expect(large == YAMLError(line: nil, "is larger than 10 B"))
    let latin = #expect(throws: YAMLError.self) {
      try YAMLDocument.read([0x61, 0x3A, 0x0A, 0xE9] as [UInt8], limits: limits, firstLine: 3)
    }
    #expect(latin?.line == 4 && latin?.problem == "is not UTF-8 text")
    #expect(error("a: 1\nb: \u{0}\n")?.line == 2)
    #expect(error("a: \u{7}\n")?.problem == "is not YAML: control characters are not allowed")
  }

  @Test func errorsTurnIntoThoseOfUsers() {
    let error = YAMLError(line: 3, "is odd", hint: "do it").error(.configuration, in: "/x.yaml")
    #expect(error.message == "/x.yaml:3: is odd" && error.hint == "do it" && error.code == .configuration)
    #expect(YAMLError(line: nil, "is odd").error(.usage, in: "x").message == "x: is odd")
  }
}
