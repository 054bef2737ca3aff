import IpaiActions
import MCP

/// One method of a path, as OpenAPI describes it.
struct OpenAPIOperation {
  private let id: String
  private let summary: String
  private let route: Route
  private let fields: [ActionEntry.FieldDescription]
  private let body: JSON
  private let outcome: JSON
  /// A sensible request, by the keys of the fields.
  private let example: JSON

  /// The description of an action's own route.
  init(_ action: ActionEntry) {
    id = action.name.identifier
    summary = action.summary
    route = action.route
    fields = action.fields
    body = Self.body(action.fields)
    outcome = ActionSchema.output(of: action)
    example = (try? JSON(parsing: action.example)) ?? [:]
  }

  /// The description of a route under old names.
  init(_ route: CompatibleRoute) {
    let words = route.route.path.split(separator: "/").map { $0.filter { $0 != "{" && $0 != "}" } }
    id = ([route.route.method.rawValue.lowercased()] + words).joined(separator: "_")
    summary = route.action.summary
    self.route = route.route
    let names = Dictionary(route.renamed.map { ($0.value, $0.key) }, uniquingKeysWith: { min($0, $1) })
    fields = route.action.fields.map { $0.renamed(names[$0.key] ?? $0.key) }
    body = route.body ?? Self.body(fields)
    outcome = route.schema ?? ActionSchema.output(of: route.action)
    let members = (try? JSON(parsing: route.action.example))?.object ?? [:]
    let known = Dictionary(members.map { (names[$0.key] ?? $0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    example = route.example ?? .object(known)
  }

  /// The description as JSON.
  var json: JSON {
    var operation = Self.members(id, summary, ok: outcome)
    let inPath = route.pathFields
    if route.method == .post, inPath.isEmpty {
      operation["requestBody"] = ["required": true, "content": Self.content(body, example: example)]
      operation["parameters"] = [Self.idempotencyKey]
    } else {
      operation["parameters"] = .array(fields.map { parameter($0, isInPath: inPath.contains($0.key)) })
    }
    return .object(operation)
  }

  /// A route that needs no key.
  static func open(id: String, _ summary: String) -> JSON {
    var operation = members(id, summary, ok: ["type": "object"])
    operation["security"] = []
    return .object(operation)
  }

  private static func members(_ id: String, _ summary: String, ok: JSON) -> [String: JSON] {
    [
      "operationId": .string(id), "summary": .string(summary),
      "responses": [
        "200": ["description": "The outcome.", "content": content(ok)],
        "default": problem,
      ],
    ]
  }

  /// The answer that tells of an error.
  static let problem: JSON = [
    "description": "An error (RFC 9457).",
    "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
  ]

  private static func content(_ schema: JSON, example: JSON? = nil) -> JSON {
    var members: [String: JSON] = ["schema": schema]
    members["example"] = example
    return ["application/json": .object(members)]
  }

  private func parameter(_ field: ActionEntry.FieldDescription, isInPath: Bool) -> JSON {
    let place: JSON = if isInPath { "path" } else { "query" }
    var schema = ActionSchema.property(field).object ?? [:]
    // A segment of a path cannot be empty.
    if isInPath { schema["minLength"] = 1 }
    var parameter: [String: JSON] = [
      "name": .string(field.key), "in": place, "required": .bool(isInPath || field.isRequired),
      "schema": .object(schema),
    ]
    parameter["example"] = example[field.key]
    return .object(parameter)
  }

  private static let idempotencyKey: JSON = [
    "name": "Idempotency-Key", "in": "header", "required": false,
    "description":
      "The same for a request that is sent again; it is then carried out once, and answered as the first time.",
    "schema": ["type": "string", "pattern": "^[!-~]{1,255}$"],
  ]

  /// The schema of a body with these fields. Those that need not be there may be null.
  static func body(_ fields: [ActionEntry.FieldDescription]) -> JSON {
    let properties = fields.map {
      ($0.key, $0.isRequired ? ActionSchema.property($0) : nullable(ActionSchema.property($0)))
    }
    var schema: [String: JSON] = [
      "type": "object", "additionalProperties": false,
      "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
    ]
    let required = fields.filter(\.isRequired).map { JSON.string($0.key) }
    if !required.isEmpty { schema["required"] = .array(required) }
    return .object(schema)
  }

  private static func nullable(_ schema: JSON) -> JSON {
    guard case .object(var members) = schema, let type = members["type"] else { return schema }
    members["type"] = [type, "null"]
    if let names = members["enum"]?.array { members["enum"] = .array(names + [.null]) }
    return .object(members)
  }
}
