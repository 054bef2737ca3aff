/// A line of a session of Codex.
struct CodexLine: Decodable {
  /// What a line is about.
  enum Kind {
    /// The session itself.
    case session
    /// What the model was given or gave: a message, a call of a tool and so on.
    case item
    /// What was shown to the user.
    case event
    /// The settings of the next turn.
    case settings
    /// What stands for the conversation so far after it was compacted.
    case compaction
    /// Everything else.
    case other
  }

  let kind: Kind
  let timestamp: ImportedTime?
  /// What the line holds; in the lines of old versions, the line itself.
  let content: CodexContent

  /// Reads a line of any version. Throws when it is no object, or when what was said in it is damaged.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let type = container.lenient(String.self, .type)
    kind = try Self.kind(type, container)
    timestamp = container.lenient(ImportedTime.self, .timestamp)
    if container.contains(.payload) {
      content = try container.decode(CodexContent.self, forKey: .payload)
    } else {
      content = try CodexContent(from: decoder)
    }
  }

  private static func kind(_ type: String?, _ container: KeyedDecodingContainer<CodingKeys>) throws -> Kind {
    switch type {
    case "session_meta": return .session
    case "response_item": return .item
    case "event_msg": return .event
    case "turn_context": return .settings
    case "compacted": return .compaction
    case "message", "function_call", "custom_tool_call", "local_shell_call": return .item
    // Until September 2025 the first line has no type.
    case nil where container.contains(.id) && container.contains(.timestamp): return .session
    case nil where !container.contains(.recordType): throw ImportFailure("has no type")
    default: return .other
    }
  }

  private enum CodingKeys: String, CodingKey {
    case type, timestamp, payload, id
    case recordType = "record_type"
  }
}
