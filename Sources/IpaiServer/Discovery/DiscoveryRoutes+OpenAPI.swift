import IpaiPromotion
import MCP

extension DiscoveryRoutes {
  /// The routes as OpenAPI describes them, by their paths.
  static var operations: [String: JSON] {
    [
      index: operation(
        "skills_discovery_index", index, parameters: [],
        content: ["application/json": ["schema": schema]]),
      artifact: operation(
        "skills_discovery_artifact", artifact,
        parameters: [["name": "name", "in": "path", "required": true, "schema": ["type": "string", "minLength": 1]]],
        content: .object(
          Dictionary(uniqueKeysWithValues: SkillArtifact.Kind.allCases.map { ($0.mediaType, bytes) }))),
    ]
  }

  private static func operation(_ id: String, _ path: String, parameters: [JSON], content: JSON) -> JSON {
    [
      "operationId": .string(id), "summary": .string(summaries[path] ?? ""),
      "parameters": .array(parameters + [ifNoneMatch]),
      "responses": [
        "200": ["description": "What is there.", "content": content],
        "304": ["description": "It is what the caller has."],
        "default": OpenAPIOperation.problem,
      ],
    ]
  }

  private static let bytes: JSON = [:]

  private static let ifNoneMatch: JSON = [
    "name": "If-None-Match", "in": "header", "required": false, "description": "The ETag of what the caller has.",
    "schema": ["type": "string"],
  ]

  private static let schema: JSON = [
    "type": "object", "required": ["skills"],
    "properties": [
      "skills": [
        "type": "array",
        "items": [
          "type": "object", "required": ["name", "type", "description", "url", "digest"],
          "properties": [
            "name": ["type": "string"],
            "type": ["enum": .array(SkillArtifact.Kind.allCases.map { .string($0.rawValue) })],
            "description": ["type": "string"], "url": ["type": "string"],
            "digest": ["type": "string", "pattern": "^sha256:[0-9a-f]{64}$"],
          ],
        ],
      ]
    ],
  ]
}
