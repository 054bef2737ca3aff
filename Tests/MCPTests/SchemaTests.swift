import Foundation
import MCP
import Testing

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
      let schema = try JSONSchema(golden.schema)
      for (value, isValid) in zip(golden.values, golden.valid) {
        let text = { (json: JSON) in String(decoding: json.encoded, as: UTF8.self) }
        #expect(
          schema.allows(value) == isValid,
          "\(text(golden.schema)) \(isValid ? "allows" : "does not allow") \(text(value)): \(schema.firstFault(in: value) ?? "valid")"
        )
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
    #expect(try !JSONSchema(["pattern": "x"]).allows(.string(String(repeating: "x", count: 100_000))))
  }
}
