import Testing

@testable import IpaiConnect

@Suite struct JSONCDocumentTests {
  private static let value = JSONCValue.object([JSONCMember("url", .string("u"))])

  private func set(_ text: String, _ path: [String] = ["servers", "ipai"]) throws -> String {
    try JSONCDocument(text).setting(Self.value, at: path)
  }

  private static let fresh = "{\n  \"servers\": {\n    \"ipai\": {\n      \"url\": \"u\"\n    }\n  }\n}\n"

  /// Texts without a value with what they become.
  private static let empties: [(String, String)] = [
    ("", fresh), (" \n\t\n", fresh), ("\u{FEFF}", "\u{FEFF}" + fresh),
    ("\r\n", fresh.replacing("\n", with: "\r\n")), ("// note", "// note\n" + fresh),
    ("/* a */\r\n", "/* a */\r\n" + fresh.replacing("\n", with: "\r\n")),
  ]

  @Test(arguments: empties)
  func nothingBecomesADocument(text: String, expected: String) throws { #expect(try utf8(set(text)) == utf8(expected)) }

  /// Texts with what they become.
  private static let edits: [(String, String)] = [
    // Empty objects.
    ("{}", "{\n  \"servers\": {\n    \"ipai\": {\n      \"url\": \"u\"\n    }\n  }\n}"),
    ("{\"servers\": {}}", "{\"servers\": {\n  \"ipai\": {\n    \"url\": \"u\"\n  }\n}}"),
    (
      "{\n\t\"servers\": { }\n}\n",
      "{\n\t\"servers\": { \n\t\t\"ipai\": {\n\t\t\t\"url\": \"u\"\n\t\t}\n\t}\n}\n"
    ),
    (
      "{\n  \"servers\": {\n    // none yet /* \n  }\n}",
      "{\n  \"servers\": {\n    // none yet /* \n    \"ipai\": {\n      \"url\": \"u\"\n    }\n  }\n}"
    ),
    (
      "{\n  \"servers\": { /* none */ }\n}",
      "{\n  \"servers\": { /* none */ \n    \"ipai\": {\n      \"url\": \"u\"\n    }\n  }\n}"
    ),
    // Objects with members, whose comments stay with them.
    (
      "{\n    \"servers\": {\n        \"a\": 1 // one\n        // end\n    }\n}",
      "{\n    \"servers\": {\n        \"a\": 1, // one\n        \"ipai\": {\n            \"url\": \"u\"\n        }\n"
        + "        // end\n    }\n}"
    ),
    (
      "{\r\n\t\"servers\": {\r\n\t\t\"a\": 1, // one, /*\r\n\t},\r\n}",
      "{\r\n\t\"servers\": {\r\n\t\t\"a\": 1, // one, /*\r\n\t\t\"ipai\": {\r\n\t\t\t\"url\": \"u\"\r\n\t\t},\r\n\t},\r\n}"
    ),
    (
      "{\r\t\"servers\": {\r\t\t\"a\": 1 // one\r\t}\r}",
      "{\r\t\"servers\": {\r\t\t\"a\": 1, // one\r\t\t\"ipai\": {\r\t\t\t\"url\": \"u\"\r\t\t}\r\t}\r}"
    ),
    ("{\"servers\": { \"a\": 1 }}", "{\"servers\": { \"a\": 1, \"ipai\": {\"url\": \"u\"} }}"),
    ("{\"servers\": {\"a\": [1,],}}", "{\"servers\": {\"a\": [1,], \"ipai\": {\"url\": \"u\"},}}"),
    ("{\"servers\": {\"a\": 1 /* x */}}", "{\"servers\": {\"a\": 1, /* x */ \"ipai\": {\"url\": \"u\"}}}"),
    (
      "{\n  \"a\": \"}//\\\"\" }",
      "{\n  \"a\": \"}//\\\"\",\n  \"servers\": {\n    \"ipai\": {\n      \"url\": \"u\"\n    }\n  } }"
    ),
    // Keys with escapes.
    (
      "{\"serv\\u0065rs\": {\"\\u0061\": 1}}", "{\"serv\\u0065rs\": {\"\\u0061\": 1, \"ipai\": {\"url\": \"u\"}}}"
    ),
    // A value that is there is replaced.
    ("{\"servers\": {\"ipai\": null, \"b\": 2}}", "{\"servers\": {\"ipai\": {\"url\": \"u\"}, \"b\": 2}}"),
    (
      "{\n \"servers\": {\n  \"\\u0069p\\u0061i\" : [1, // x\n 2] , // why\n }}",
      "{\n \"servers\": {\n  \"\\u0069p\\u0061i\" : {\n   \"url\": \"u\"\n  } , // why\n }}"
    ),
    ("{\"servers\": {\"ipai\": {\"url\": \"u\", \"x\": 1}}}", "{\"servers\": {\"ipai\": {\"url\": \"u\"}}}"),
    ("{\"servers\": {\"ipai\": {\"url\": \"v\"}}}", "{\"servers\": {\"ipai\": {\"url\": \"u\"}}}"),
    // One that means the same is kept.
    (
      "{\"servers\": {\"ipai\": {/**/\"\\u0075rl\"\n:\"\\u0075\",}}}",
      "{\"servers\": {\"ipai\": {/**/\"\\u0075rl\"\n:\"\\u0075\",}}}"
    ),
  ]

  @Test(arguments: edits)
  func otherBytesStay(text: String, expected: String) throws {
    let edited = try set(text)
    #expect(utf8(edited) == utf8(expected), "\(edited)")
    #expect(try utf8(set(edited)) == utf8(edited), "a second time")
  }

  /// Texts with the line, the column and the problem.
  private static let refusals: [(String, Int, Int, String)] = [
    ("{\"a\" 1}", 1, 6, "is not JSON with comments: expected ':' after a key"),
    ("{\n  é: 1}", 2, 3, "is not JSON with comments: expected a key in double quotes or '}'"),
    ("{\"é\": x}", 1, 7, "is not JSON with comments: unknown value 'x'"),
    ("\u{FEFF}{\"a\": 1 \"b\": 2}", 1, 9, "is not JSON with comments: expected ',' or '}'"),
    ("[1 2]", 1, 4, "is not JSON with comments: expected ',' or ']'"),
    ("[,]", 1, 2, "is not JSON with comments: expected a value"),
    ("{,}", 1, 2, "is not JSON with comments: expected a key in double quotes or '}'"),
    ("{}\r\n{}", 2, 1, "is not JSON with comments: expected the end of the file"),
    ("{}\r{}", 2, 1, "is not JSON with comments: expected the end of the file"),
    ("{} /* x", 1, 4, "is not JSON with comments: a comment is not closed"),
    ("{} /*/", 1, 4, "is not JSON with comments: a comment is not closed"),
    ("{} / x", 1, 4, "is not JSON with comments: expected '//' or '/*'"),
    ("{} /", 1, 4, "is not JSON with comments: expected '//' or '/*'"),
    ("[\"a\nb\"]", 1, 4, "is not JSON with comments: a line break or control character in a string"),
    ("[\"a", 1, 2, "is not JSON with comments: a string is not closed"),
    ("[\"a\\", 1, 4, "is not JSON with comments: a string is not closed"),
    ("[\"\\x\"]", 1, 3, "is not JSON with comments: an unknown escape in a string"),
    ("[\"\\u12g4\"]", 1, 3, "is not JSON with comments: an unknown escape in a string"),
    ("[\"\\u12\"", 1, 3, "is not JSON with comments: an unknown escape in a string"),
    ("{\"a\": 1", 1, 8, "is not JSON with comments: expected ',' or '}'"),
    ("01", 1, 1, "is not JSON with comments: unknown value '01'"),
    ("1.", 1, 1, "is not JSON with comments: unknown value '1.'"),
    ("'a'", 1, 1, "is not JSON with comments: expected a value"),
    (String(repeating: "[", count: 100_000), 1, 101, "is nested more than 100 levels deep"),
    ("[]", 1, 1, "holds a list, not an object"), (" \"a\"", 1, 2, "holds a string, not an object"),
    ("{\n\"servers\": null}", 2, 12, "the value of 'servers' is null, not an object"),
    ("{\"servers\": -1}", 1, 13, "the value of 'servers' is a number, not an object"),
    ("{\"servers\": true}", 1, 13, "the value of 'servers' is a boolean, not an object"),
    ("{\"servers\": {},\n \"s\\u0065rvers\": {}}", 2, 2, "the key 'servers' occurs more than once"),
    ("{\"servers\": {\"ipai\": 1,\n\"ipai\": 2}}", 2, 1, "the key 'ipai' occurs more than once"),
  ]

  @Test(arguments: refusals)
  func whatCannotBeEditedIsRefused(text: String, line: Int, column: Int, problem: String) {
    let error = #expect(throws: ClientFileError.self) { try set(text) }
    #expect(error?.line == line && error?.column == column && error?.problem == problem, "\(String(describing: error))")
    #expect(error?.message(in: "m.json") == "m.json:\(line):\(column): \(problem)")
  }

  /// Equal keys elsewhere do not matter, and neither do keys that only look equal.
  @Test(arguments: [
    "{\"a\": 1, \"a\": 2}", "{\"x\": {\"servers\": 1, \"servers\": 2}}", "{\"\\ud800\": 1, \"\\ud800\": 2}",
  ])
  func onlyKeysOnTheWayMatter(text: String) throws { #expect(try set(text).contains("\"ipai\"")) }

  @Test func keysAreComparedByUnits() throws {
    let text = "{\"e\\u0301\": 1, \"\\ud83d\\ude00\": 2, \"a\\nb\\\"\\/\\\\\": 3, \"\u{FEFF}\": 4}"
    let document = try JSONCDocument(text)
    #expect(try document.json(at: ["\u{E9}"]) == nil)
    #expect(try document.json(at: ["e\u{301}"]) == "1")
    #expect(try document.json(at: ["😀"]) == "2")
    #expect(try document.json(at: ["a\nb\"/\\"]) == "3")
    #expect(try document.json(at: ["\u{FEFF}"]) == "4")
  }

  @Test(
    arguments: [
      (
        "{\"a\": {\"b\": [1, // x\n \"/*\\u0041*/\", {}, /**/ [ ], -1.5e+3,], \"c\": null,},}",
        "{\"b\": [1, \"/*\\u0041*/\", {}, [], -1.5e+3], \"c\": null}"
      ),
      ("{\"a\": // x\n true}", "true"), ("{\"b\": 1}", nil), ("", nil), ("// {\"a\": 1}", nil),
    ] as [(String, String?)])
  func valuesAreReadWithoutComments(text: String, expected: String?) throws {
    #expect(try JSONCDocument(text).json(at: ["a"]) == expected)
  }

  @Test func stringsAreEscaped() throws {
    let text = "a\"\\\n\r\t\u{1}\u{1F}/é\u{7F}"
    let edited = try JSONCDocument("").setting(.string(text), at: [text])
    #expect(edited == "{\n  \"\(escaped)\": \"\(escaped)\"\n}\n")
    #expect(try JSONCDocument(edited).json(at: [text]) == "\"\(escaped)\"")
  }

  private let escaped = "a\\\"\\\\\\n\\r\\t\\u0001\\u001f/é\u{7F}"

  private static let element = JSONCValue.object([JSONCMember("id", .string("k"))])

  @Test(arguments: [
    ("", "{\n  \"x\": {\n    \"inputs\": [\n      {\n        \"id\": \"k\"\n      }\n    ]\n  }\n}\n"),
    ("{\"x\": {\"inputs\": [\"k\", {\"id\": 1}]}}", "{\"x\": {\"inputs\": [\"k\", {\"id\": 1}, {\"id\": \"k\"}]}}"),
    (
      "{\"x\": {\n\t\"inputs\": [ // c\n\t\t{}, // d\n\t], }}",
      "{\"x\": {\n\t\"inputs\": [ // c\n\t\t{}, // d\n\t\t{\n\t\t\t\"id\": \"k\"\n\t\t},\n\t], }}"
    ),
    (
      "{\"x\": {\n  \"inputs\": []\n}}",
      "{\"x\": {\n  \"inputs\": [\n    {\n      \"id\": \"k\"\n    }\n  ]\n}}"
    ),
    (
      "{\"x\": {\"inputs\": [{\"a\": 1, \"\\u0069d\": \"\\u006B\"}]}}",
      "{\"x\": {\"inputs\": [{\"a\": 1, \"\\u0069d\": \"\\u006B\"}]}}"
    ),
  ])
  func elementsAreAppendedOnce(text: String, expected: String) throws {
    let edited = try JSONCDocument(text).adding(Self.element, id: "k", to: ["x", "inputs"])
    #expect(utf8(edited) == utf8(expected), "\(edited)")
    #expect(try utf8(JSONCDocument(edited).adding(Self.element, id: "k", to: ["x", "inputs"])) == utf8(edited))
  }

  @Test func elementsNeedAList() {
    let error = #expect(throws: ClientFileError.self) {
      try JSONCDocument("{\"x\":\n {}}").adding(Self.element, id: "k", to: ["x"])
    }
    #expect(error?.line == 2 && error?.column == 2)
    #expect(error?.problem == "the value of 'x' is an object, not a list")
    #expect(error?.hint == "make it a list, or remove it to have it made")
  }

  @Test(arguments: [
    ("{\"settings\": {\n\"mcp.servers\": {}}}", 2, "the key 'mcp.servers' has dots"),
    ("{\"settings\": {\"mcp\": {\n\"servers.ipai\": {}}}}", 2, "the key 'servers.ipai' has dots"),
  ])
  func keysWithDotsAreRefused(text: String, line: Int, problem: String) {
    let path = ["settings", "mcp", "servers", "ipai"]
    let error = #expect(throws: ClientFileError.self) { try JSONCDocument(text).refuseDottedKeys(on: path) }
    #expect(error?.line == line && error?.problem == problem)
    #expect(throws: Never.self) {
      try JSONCDocument("{\"settings\": {\"mcp.other\": 1, \"a.b\": 1}, \"mcp.servers\": 1}").refuseDottedKeys(on: path)
    }
  }

  /// Time grows with the size only, whether the text is wide, on one line or deep.
  @Test func hugeTextsAreEdited() throws {
    let lines = (0..<20_000).map { "    \"k\($0)\": {\"\\u0061\": [1, 2, {}]}, // note \($0)\n" }.joined()
    let wide = "{\n  \"servers\": {\n\(lines)  }\n}\n"
    let flat = "{\"a\": [\(String(repeating: "{\"b\": [1]},", count: 20_000))]}"
    let deep = String(repeating: "{\"a\":", count: 99) + "{}" + String(repeating: "}", count: 99)
    for text in [wide, flat, deep] {
      let start = ContinuousClock.now
      let edited = try set(text)
      #expect(try set(edited) == edited)
      #expect(ContinuousClock.now - start < .seconds(60))
    }
  }
}

/// Strings are compared by their bytes, since CR LF and BOM matter.
func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }
