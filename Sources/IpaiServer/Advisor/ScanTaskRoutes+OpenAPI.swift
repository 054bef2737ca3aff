import IpaiActions
import MCP

extension ScanTaskRoutes {
  /// The routes as OpenAPI describes them: their paths, methods and operations.
  static var operations: [(path: String, method: Route.Method, operation: JSON)] {
    let fields = ActionEntry(AdvisorScanAction.self).fields.filter { self.fields.contains($0.key) }
    let begin: JSON = [
      "operationId": "advisor_scan_begin",
      "summary": "Begin to scan the cloud account of the server's own token; one that is going on is not begun again.",
      "requestBody": [
        "required": false,
        "content": ["application/json": ["schema": OpenAPIOperation.body(fields), "example": ["metrics": false]]],
      ],
      "responses": ["202": answer("The scan goes on."), "default": OpenAPIOperation.problem],
    ]
    let task: JSON = [
      "operationId": "advisor_scan_task", "summary": "Show how far a scan is.",
      "parameters": [["name": "task", "in": "path", "required": true, "schema": ["type": "string", "minLength": 1]]],
      "responses": ["200": answer("The task."), "default": OpenAPIOperation.problem],
    ]
    return [(scans, .post, begin), (self.task, .get, task)]
  }

  private static func answer(_ description: String) -> JSON {
    ["description": .string(description), "content": ["application/json": ["schema": schema]]]
  }

  private static let time: JSON = ["type": "string", "format": "date-time"]
  private static let number: JSON = ["type": "integer"]
  private static let text: JSON = ["type": "string"]

  private static let schema: JSON = [
    "type": "object", "required": ["id", "status", "done", "total", "started_at"],
    "properties": [
      "id": text, "status": ["enum": .array(ScanTask.Status.allCases.map { .string($0.rawValue) })], "phase": text,
      "done": number, "total": number, "started_at": time, "ended_at": time, "scan": number,
      "failure": [
        "type": "object", "required": ["detail", "code"],
        "properties": ["detail": text, "code": text, "hint": text],
      ],
    ],
  ]
}
