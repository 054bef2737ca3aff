/// The formats that conversations are imported from.
package enum ImportFormat: String, Codable, CaseIterable, Sendable {
  /// Sessions of Claude Code: `~/.claude/projects/<project>/<session>.jsonl`.
  case claudeCode = "claude-code"
  /// What ChatGPT exports: `conversations.json`, or `conversations-000.json` and so on in large exports.
  case chatGPT = "chatgpt"
  /// Sessions of Codex: `~/.codex/sessions/YYYY/MM/DD/rollout-*.jsonl`.
  case codex
  /// The file of the MCP memory server: `memory.jsonl`, or `memory.json` in its first versions.
  case mcpMemory = "mcp-memory"
  /// The form of ipai's own: a conversation a line.
  case jsonl

  /// True for the name of a file that is read where a folder is given.
  func includes(fileNamed name: String) -> Bool {
    switch self {
    case .claudeCode, .jsonl: name.hasSuffix(".jsonl")
    case .codex: name.hasPrefix("rollout-") && name.hasSuffix(".jsonl")
    case .chatGPT: name == "conversations.json" || name.hasPrefix("conversations-") && name.hasSuffix(".json")
    case .mcpMemory: name == "memory.jsonl" || name == "memory.json"
    }
  }

  /// How the files that a folder is searched for are called, for messages.
  var fileNames: String {
    switch self {
    case .claudeCode, .jsonl: "*.jsonl"
    case .codex: "rollout-*.jsonl"
    case .chatGPT: "conversations.json or conversations-*.json"
    case .mcpMemory: "memory.jsonl or memory.json"
    }
  }
}
