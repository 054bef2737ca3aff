package import IpaiActions
package import MCP

/// The description of the REST interface, generated from the actions (OpenAPI 3.1.1).
package struct OpenAPIDocument {
  private let actions: [ActionEntry]
  private let version: String

  /// The description of these actions. `version` is the version of ipai.
  package init(_ actions: [ActionEntry], version: String) {
    self.actions = actions
    self.version = version
  }

  /// The document.
  package var json: JSON {
    var paths: [String: JSON] = [:]
    for action in actions {
      let path = ActionRouter.path(of: action)
      var operations = paths[path]?.object ?? [:]
      operations[action.route.method.rawValue.lowercased()] = operation(action)
      paths[path] = .object(operations)
    }
    return [
      "openapi": "3.1.1", "info": ["title": "ipai", "version": .string(version)], "paths": .object(paths),
      "components": ["schemas": ["Problem": Self.problem]],
    ]
  }

  private func operation(_ action: ActionEntry) -> JSON {
    var operation: [String: JSON] = [
      "operationId": .string(action.name.identifier), "summary": .string(action.summary),
      "responses": [
        "200": ["description": "The outcome.", "content": content(ActionSchema.output(of: action))],
        "default": [
          "description": "An error (RFC 9457).",
          "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
        ],
      ],
    ]
    let inPath = action.route.pathFields
    if action.route.method == .post, inPath.isEmpty {
      operation["requestBody"] = ["required": true, "content": content(ActionSchema.input(of: action))]
    } else {
      operation["parameters"] = .array(action.fields.map { parameter($0, isInPath: inPath.contains($0.key)) })
    }
    return .object(operation)
  }

  private func content(_ schema: JSON) -> JSON { ["application/json": ["schema": schema]] }

  private func parameter(_ field: ActionEntry.FieldDescription, isInPath: Bool) -> JSON {
    let place: JSON = if isInPath { "path" } else { "query" }
    return [
      "name": .string(field.key), "in": place, "required": .bool(isInPath || field.isRequired),
      "schema": ActionSchema.property(field),
    ]
  }

  private static let problem: JSON = [
    "type": "object",
    "properties": [
      "title": ["type": "string"], "status": ["type": "integer"], "detail": ["type": "string"],
      "code": ["type": "string"], "hint": ["type": "string"],
    ],
    "required": ["title", "status", "detail", "code"],
  ]
}
