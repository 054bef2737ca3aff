import MCP

/// The schemas of what the earlier service took and gave (JSON Schema 2020-12).
enum CompatibleSchema {
  private static let text: JSON = ["type": "string"]
  private static let perhapsText: JSON = ["type": ["string", "null"]]
  /// What is taken for a text, however it is written.
  private static let scalar: [JSON] = ["string", "number", "boolean"]
  private static let perhapsScalar: JSON = ["type": .array(scalar + ["null"])]

  /// A list, which is a bare array.
  static func list(of schema: JSON) -> JSON { ["type": "array", "items": schema] }

  /// A skill in an answer.
  static let skill: JSON = [
    "type": "object", "required": ["id", "name", "version", "status", "metadata", "file_path"],
    "properties": [
      "id": text, "name": text, "version": text, "status": text, "metadata": ["type": "object"],
      "file_path": perhapsText,
    ],
  ]

  /// A skill that is to be stored.
  static let newSkill: JSON = [
    "type": "object", "required": ["name"],
    "properties": [
      "id": perhapsScalar,
      "name": ["type": .array(scalar), "pattern": "^[a-z0-9]+([-_][a-z0-9]+)*$", "maxLength": 64],
      "version": perhapsScalar, "description": ["type": .array(scalar + ["null"]), "maxLength": 1024],
      "status": ["type": ["string", "null"], "enum": ["dev", "testing", "approved", "stable", "deprecated", .null]],
      "metadata": ["type": ["object", "null"]], "file_path": perhapsScalar,
    ],
  ]

  /// A skill as the manual of that service stores one.
  static let exampleSkill: JSON = ["name": "odoo-developer", "status": "dev", "metadata": [:]]

  /// A conversation as scripts store one.
  static let exampleConversation: JSON = [
    "session_id": "session-1", "messages": [["role": "user", "content": "Why does the invoice fail?"]],
  ]

  /// A conversation in an answer.
  static let conversation: JSON = [
    "type": "object", "required": ["id", "session_id"],
    "properties": ["id": text, "session_id": text, "messages": ["type": "array", "items": ["type": "object"]]],
  ]

  /// A conversation that is to be stored.
  static let newConversation: JSON = [
    "type": "object",
    "properties": [
      "id": perhapsText, "session_id": perhapsText, "user_id": perhapsText, "summary": perhapsText,
      "context": ["type": ["object", "null"]],
      "messages": [
        "type": ["array", "null"],
        "items": [
          "type": "object", "required": ["content"],
          "properties": ["role": perhapsText, "content": text, "timestamp": perhapsText],
        ],
      ],
    ],
  ]

  /// A commit in an answer.
  static let commit: JSON = [
    "type": "object",
    "required": ["id", "commit_hash", "author", "commit_message", "files_changed", "commit_date"],
    "properties": [
      "id": text, "commit_hash": text, "author": perhapsText, "commit_message": text,
      "files_changed": ["type": "array", "items": text], "commit_date": perhapsText,
    ],
  ]
}
