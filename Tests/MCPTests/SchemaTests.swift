import Foundation
import MCP
import Testing

/// JSON Schema, and the patterns in it.
@Suite(.timeLimit(.minutes(3))) struct SchemaTests {
  private struct Golden: Decodable {
    struct Case: Decodable {
      let schema: JSON
      let values: [JSON]
      let valid: [Bool]
    }
    let cases: [Case]
  }

  private static func goldens() throws -> [Golden.Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Goldens/schemas.json")
    return try JSON(parsing: Data(contentsOf: file)).decode(as: Golden.self).cases
  }

  @Test func valuesAreValidWhereTheReferenceSaysSo() throws {
    let cases = try Self.goldens()
    #expect(cases.count > 400)
    for golden in cases {
      #expect(golden.values.count == golden.valid.count)
      let schema = try JSONSchema(golden.schema)
      for (value, isValid) in zip(golden.values, golden.valid) {
        let text = { (json: JSON) in String(decoding: json.encoded, as: UTF8.self) }
        #expect(
          schema.allows(value) == isValid,
          "\(text(golden.schema)) with \(text(value)): \(schema.firstFault(in: value) ?? "valid")")
      }
    }
  }

  @Test(
    arguments: [
      (["type": "integer"], "x", "has to be of type integer, not string"),
      (["properties": ["a": ["minimum": 3]]], ["a": 1], "/a: has to be at least 3"),
      (["required": ["a"]], [:], "lacks the property 'a'"),
      (["properties": [:], "additionalProperties": false], ["b": 1], "has the unknown property 'b'"),
      (["items": ["enum": ["x", 1]]], ["y"], "/0: is not one of [\"x\",1]"),
      (["maxLength": 2], "abc", "has 3 characters, more than 2"),
      (["minLength": 1e19], "abc", "has 3 characters, fewer than 1e+19"),
    ] as [(JSON, JSON, String)])
  func faultsSayWhereAndWhat(schema: JSON, value: JSON, fault: String) throws {
    #expect(try JSONSchema(schema).firstFault(in: value) == fault)
  }

  @Test(
    arguments: [
      5, nil, [1], "x", ["$ref": "https://example.com/other.json"], ["$ref": "#/$defs/none"],
      ["$ref": "file:///etc/passwd"],
      ["$ref": 5], ["allOf": ["type": "string"]], ["properties": [1]], ["items": 5], ["pattern": "("],
      ["$schema": "http://json-schema.org/draft-07/schema#"], ["$schema": 7],
    ] as [JSON])
  func whatIsNoSchemaOrLeavesItsDocumentIsRefused(schema: JSON) {
    #expect(throws: JSONSchema.Fault.self) { try JSONSchema(schema) }
  }

  @Test func depthAndCostAreBounded() throws {
    var deep: JSON = true
    for _ in 0..<100 { deep = ["not": deep] }
    #expect(throws: JSONSchema.Fault.self) { try JSONSchema(deep) }
    let loop = try JSONSchema(["$ref": "#"])
    #expect(loop.firstFault(in: 1) == "is too deep or too large to be validated")
    let explosive = try JSONSchema([
      "$defs": [
        "a": ["anyOf": [["$ref": "#/$defs/b"], ["$ref": "#/$defs/b"]]],
        "b": ["anyOf": [["$ref": "#/$defs/c"], ["$ref": "#/$defs/c"]]],
        "c": ["anyOf": [["properties": ["x": ["$ref": "#/$defs/a"]], "required": ["y"]], false]],
      ],
      "$ref": "#/$defs/a",
    ])
    var value: JSON = 1
    for _ in 0..<60 { value = ["x": value, "y": 1] }
    #expect(explosive.firstFault(in: value) != nil)
    var nested: JSON = []
    for _ in 0..<400 { nested = [nested] }
    #expect(try !JSONSchema(["items": ["$ref": "#"]]).allows(nested))
  }

  @Test func patternsCountInCodePoints() throws {
    let schema = try JSONSchema(["pattern": "^.{2}$"])
    #expect(schema.allows("e\u{301}") && !schema.allows("é"))
    #expect(try !JSONSchema(["pattern": "^\\d+$"]).allows("٣") && JSONSchema(["pattern": "^\\d+$"]).allows("3"))
    #expect(try JSONSchema(["pattern": "x"]).allows(.string(String(repeating: "-", count: 100_000) + "x")))
  }

  /// For each of these, a matcher that backtracks takes longer than the tests may run.
  @Test(arguments: [
    "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(a*)*$", "^((a?)(a?)(a?))*$", "^(.*a){20}$", "^(?:a+){10}$", "(a*)*b",
    "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*@[a-z0-9]+[.](([a-z]{2,3})|([a-z]{2,3}[.][a-z]{2,3}))$",
  ])
  func noPatternTakesLongerThanItsTextIsLong(pattern: String) throws {
    let schema = try JSONSchema(["pattern": .string(pattern)])
    for count in [50, 2000, 1_000_000] {
      let text = String(repeating: "a", count: count) + "!"
      #expect(!schema.allows(.string(text)))
    }
  }

  @Test(arguments: [
    ("^{.*}$", "{x}", true), ("^\\p{Lu}\\p{L}*$", "Élan", true), ("^\\p{Lu}", "é", false),
    ("\\bfoo\\b", "a foo!", true),
    ("\\bfoo\\b", "afoo", false), ("^a{2,3}$", "aaaa", false), ("^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$", "2024-12", true),
    ("^[^\\s@]+@[^\\s@]+$", "a@b", true), ("^[\\w.-]+$", "a-b.c", true), ("^\\u{1F600}\\uD83D\\uDE00$", "😀😀", true),
    ("^a.b$", "a\nb", false), ("a$", "a\n", false), ("[]", "a", false), ("[^]", "\n", true), ("^(|a)+$", "aaa", true),
    ("^[a-]+$", "a-", true), ("x*", "", true), ("^\\/path\\-a$", "/path-a", true),
  ])
  func patternsMeanWhatTheyDoInECMAScript(pattern: String, text: String, matches: Bool) throws {
    #expect(try JSONSchema(["pattern": .string(pattern)]).allows(.string(text)) == matches)
  }

  @Test(arguments: [
    ("(?=a)b", "looks ahead or back"), ("(?<!a)b", "looks ahead or back"), ("(a)\\1", "refers back"),
    ("(?<n>a)\\k<n>", "refers back"), ("(x{1000}){1000}", "is too large"),
    ("(((?:){9999}){9999}){9999}", "is too large"),
    ("a{99999999999999999999}", "is too large"), (String(repeating: "(", count: 10_000), "is nested too deeply"),
    (String(repeating: "a", count: 100_000), "is longer than"),
    ("\\p{Script=Greek}", "is not supported"), ("\\A", "means nothing"), ("a**", "repeats nothing"),
    ("[z-a]", "in the wrong order"), ("[a", "lacks a closing bracket"), ("a)", "an unmatched closing parenthesis"),
    ("\\uD800", "half of a character"),
  ])
  func aPatternThatCannotBeMatchedInLinearTimeOrIsNoneIsAFaultOfItsSchema(pattern: String, fault: String) {
    for schema: JSON in [["pattern": .string(pattern)], ["patternProperties": [pattern: true]]] {
      do {
        _ = try JSONSchema(schema)
        Issue.record("\(pattern) is taken")
      } catch { #expect(error.description.contains(fault), "\(error)") }
    }
  }

  /// Schemas and values whose validation never ends, or takes far too long.
  private static let expensive: [(schema: JSON, value: JSON)] = [
    (["$ref": "#/$defs/a", "$defs": ["a": ["$ref": "#/$defs/b"], "b": ["$ref": "#/$defs/a"]]], 1),
    (["uniqueItems": true, "items": ["$ref": "#"]], nested(120, 20_000)),
    (["enum": [1, 2]], nested(1, 2_000_000)),
    (["anyOf": repeated(["required": many(5000)], 5000)], [:]),
    (["anyOf": repeated(["enum": many(5000)], 5000)], "none"),
    (["allOf": repeated(["additionalProperties": ["type": "integer"]], 1000)], members(5000)),
    (["items": ["pattern": "(.*a){200}"]], repeated(.string(String(repeating: "a", count: 200)), 500)),
    (
      ["items": ["anyOf": repeated(["minLength": 99_999_999], 1000)]],
      repeated(.string(String(repeating: "a", count: 100_000)), 10)
    ),
    (
      ["$dynamicAnchor": "x", "items": ["$dynamicRef": "#x"], "anyOf": [["items": ["$dynamicRef": "#x"]], true]],
      nested(100, 2000)
    ),
  ]

  /// What is cheap for a single value may be expensive for many of them, or for one within another.
  @Test(arguments: expensive.indices) func workIsBoundedWhereverItComesFrom(index: Int) throws {
    let schema = try JSONSchema(Self.expensive[index].schema)
    let fault = schema.firstFault(in: Self.expensive[index].value)
    #expect(fault?.hasSuffix("is too deep or too large to be validated") == true, "\(fault ?? "valid")")
  }

  private static func repeated(_ value: JSON, _ count: Int) -> JSON { .array(Array(repeating: value, count: count)) }

  private static func many(_ count: Int) -> JSON { .array((0..<count).map { .string("value-\($0)") }) }

  /// `depth` arrays, each within the one before, and `count` numbers in the innermost.
  private static func nested(_ depth: Int, _ count: Int) -> JSON {
    var value = JSON.array((0..<count).map(JSON.integer))
    for _ in 0..<depth { value = [value] }
    return value
  }

  private static func members(_ count: Int) -> JSON {
    .object(Dictionary(uniqueKeysWithValues: (0..<count).map { ("p\($0)", .integer($0)) }))
  }

  @Test func largeSchemasAndValuesThatAreUsualAreValidated() throws {
    let names = Self.many(300)
    let schema = try JSONSchema([
      "type": "array", "uniqueItems": true,
      "items": [
        "type": "object", "required": ["id", "name"], "additionalProperties": false,
        "properties": ["id": ["type": "integer"], "name": ["enum": names], "mail": ["pattern": "^[^@\\s]+@[^@\\s]+$"]],
      ],
    ])
    let items = (0..<2000).map { index -> JSON in
      ["id": .integer(index), "name": .string("value-\(index % 300)"), "mail": .string("someone.\(index)@example.com")]
    }
    #expect(schema.firstFault(in: .array(items)) == nil)
  }
}
