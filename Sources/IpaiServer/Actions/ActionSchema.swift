package import IpaiActions
package import MCP

/// The schemas of requests and outcomes, in JSON Schema 2020-12.
package enum ActionSchema {
  /// The schema of an action's request, with the fields of these keys; nil for all fields.
  package static func input(of action: ActionEntry, keys: [String]? = nil) -> JSON {
    var schema: [String: JSON] = ["type": "object", "additionalProperties": false]
    let fields = action.fields.filter { keys?.contains($0.key) ?? true }
    schema["properties"] = .object(Dictionary(uniqueKeysWithValues: fields.map { ($0.key, property($0)) }))
    let required = fields.filter(\.isRequired).map { JSON.string($0.key) }
    if !required.isEmpty { schema["required"] = .array(required) }
    return .object(schema)
  }

  /// The schema of an action's outcome.
  package static func output(of action: ActionEntry) -> JSON { schema(of: action.outcome) }

  /// The schema of a field, with its help as the description.
  static func property(_ field: ActionEntry.FieldDescription) -> JSON {
    guard case .object(var schema) = schema(of: field.kind) else { return true }
    let fallback = field.fallback.map { " Default: \($0)." } ?? ""
    schema["description"] = .string(field.help + fallback)
    return .object(schema)
  }

  private static func schema(of kind: FieldKind) -> JSON {
    switch kind {
    // JSON Schema counts characters. A text has no more of them than bytes, so that the limit holds for both.
    case .text(let bytes): text(bytes)
    case .words(let most): ["type": "string", "minLength": 1, "maxLength": .integer(most), "pattern": "\\S"]
    case .texts(let maxCount, let bytes):
      [
        "type": "array", "maxItems": .integer(maxCount),
        "items": text(bytes),
      ]
    case .integer(let range):
      ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    case .number(let range):
      ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
    case .flag: ["type": "boolean"]
    case .choice(let names): ["type": "string", "enum": .array(names.map(JSON.string))]
    case .choices(let names):
      ["type": "array", "items": ["type": "string", "enum": .array(names.map(JSON.string))]]
    case .date: ["type": "string", "minLength": 1, "maxLength": .integer(FieldKind.maxDateBytes)]
    case .path: path
    case .paths(let maxCount): ["type": "array", "minItems": 1, "maxItems": .integer(maxCount), "items": path]
    case .objects(let maxCount, let objects):
      ["type": "array", "maxItems": .integer(maxCount), "items": schema(of: objects.shape)]
    }
  }

  private static let path: JSON = ["type": "string", "pattern": "^/", "maxLength": 4096]

  private static func text(_ bytes: ClosedRange<Int>) -> JSON {
    var schema: [String: JSON] = ["type": "string", "maxLength": .integer(bytes.upperBound)]
    if bytes.lowerBound > 0 { schema["minLength"] = 1 }
    return .object(schema)
  }

  /// The schema of a shape. Objects may hold more, so that a later version can add to them.
  private static func schema(of shape: Shape) -> JSON {
    switch shape {
    case .string: ["type": "string"]
    case .formatted(let format): ["type": "string", "format": .string(format)]
    case .choice(let names): ["type": "string", "enum": .array(names.map(JSON.string))]
    case .integer: ["type": "integer"]
    case .number: ["type": "number"]
    case .boolean: ["type": "boolean"]
    case .array(let element): ["type": "array", "items": schema(of: element)]
    case .map(let value): ["type": "object", "additionalProperties": schema(of: value)]
    case .object(let properties): object(properties)
    case .oneOf(let shapes): ["anyOf": .array(shapes.map(schema))]
    case .any: [:]
    }
  }

  private static func object(_ properties: [Shape.Property]) -> JSON {
    let schemas = properties.map { ($0.key, schema(of: $0.shape)) }
    let required = properties.filter(\.isRequired).map { JSON.string($0.key) }
    return [
      "type": "object", "properties": .object(Dictionary(uniqueKeysWithValues: schemas)), "required": .array(required),
    ]
  }
}
