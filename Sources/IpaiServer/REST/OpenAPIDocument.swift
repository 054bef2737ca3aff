import IpaiActions
package import MCP

/// The description of the REST interface, generated from what declares it (OpenAPI 3.1.1).
package struct OpenAPIDocument {
  private let actions: [ActionEntry]
  private let routes: [CompatibleRoute]
  private let version: String

  /// The description of these actions and routes. `version` is the version of ipai.
  init(_ actions: [ActionEntry], _ routes: [CompatibleRoute], version: String) {
    self.actions = actions
    self.routes = routes
    self.version = version
  }

  /// The description of all that there is.
  package static var whole: OpenAPIDocument {
    OpenAPIDocument(ActionList.all, CompatibleRoute.all, version: Version.number)
  }

  /// The document.
  package var json: JSON {
    var paths: [String: JSON] = [:]
    for action in actions {
      add(OpenAPIOperation(action), action.route.method, ActionRouter.path(of: action), to: &paths)
    }
    for route in routes { add(OpenAPIOperation(route), route.route.method, route.route.path, to: &paths) }
    for (path, method, operation) in ScanTaskRoutes.operations {
      var operations = paths[path]?.object ?? [:]
      operations[method.rawValue.lowercased()] = operation
      paths[path] = .object(operations)
    }
    for (path, summary) in HealthRoutes.summaries {
      paths[path] = ["get": OpenAPIOperation.open(id: String(path.dropFirst()), summary)]
    }
    for (path, operation) in DiscoveryRoutes.operations { paths[path] = ["get": operation] }
    return [
      "openapi": "3.1.1",
      "info": [
        "title": "ipai", "version": .string(version),
        "description":
          "Git history, conversations and skills, found by meaning. Errors are problem details (RFC 9457).",
      ],
      "paths": .object(paths), "security": [["key": []], ["bearer": []]],
      "components": [
        "schemas": ["Problem": Self.problem],
        "securitySchemes": [
          "key": ["type": "apiKey", "in": "header", "name": "X-API-Key"],
          "bearer": ["type": "http", "scheme": "bearer"],
        ],
      ],
    ]
  }

  private func add(
    _ operation: OpenAPIOperation, _ method: Route.Method, _ path: String, to paths: inout [String: JSON]
  ) {
    var operations = paths[path]?.object ?? [:]
    operations[method.rawValue.lowercased()] = operation.json
    paths[path] = .object(operations)
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
