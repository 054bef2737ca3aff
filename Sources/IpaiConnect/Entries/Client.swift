/// A program whose configuration names MCP servers, by the name that `ipai connect` takes.
package enum Client: String, CaseIterable, Sendable {
  /// Visual Studio Code.
  case vscode
  /// Claude Code.
  case claude
  /// Cursor.
  case cursor
  /// Codex.
  case codex
}
