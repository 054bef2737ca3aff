/// A file in which a client looks for MCP servers.
package enum ClientFile: Equatable, Sendable {
  /// `.vscode/mcp.json` in the folder that VS Code opens.
  case vscodeFolder
  /// A `.code-workspace` file of VS Code, by its path below the workspace root.
  case vscodeWorkspace(String)
  /// `.mcp.json` of a project, for Claude Code.
  case claude
  /// `.cursor/mcp.json` of a project.
  case cursor
  /// `~/.codex/config.toml`.
  case codexUser
  /// `.codex/config.toml` of a project that Codex trusts.
  case codexProject

  /// The file that a client reads without being told more.
  package init(_ client: Client) {
    switch client {
    case .vscode: self = .vscodeFolder
    case .claude: self = .claude
    case .cursor: self = .cursor
    case .codex: self = .codexUser
    }
  }

  /// The client that reads the file.
  package var client: Client {
    switch self {
    case .vscodeFolder, .vscodeWorkspace: .vscode
    case .claude: .claude
    case .cursor: .cursor
    case .codexUser, .codexProject: .codex
    }
  }

  /// True when `path` starts at the user's home, false when it starts at the workspace root.
  package var isBelowHome: Bool { self == .codexUser }

  /// The path of the file below the workspace root or the home.
  package var path: String {
    switch self {
    case .vscodeFolder: ".vscode/mcp.json"
    case .vscodeWorkspace(let path): path
    case .claude: ".mcp.json"
    case .cursor: ".cursor/mcp.json"
    case .codexUser, .codexProject: ".codex/config.toml"
    }
  }

  /// The keys of the object or table that holds the servers.
  package var serverKeys: [String] {
    switch self {
    case .vscodeFolder: ["servers"]
    case .vscodeWorkspace: ["settings", "mcp", "servers"]
    case .claude, .cursor: ["mcpServers"]
    case .codexUser, .codexProject: ["mcp_servers"]
    }
  }

  /// The keys of the list of inputs, which only VS Code has.
  package var inputKeys: [String]? {
    switch self {
    case .vscodeFolder: ["inputs"]
    case .vscodeWorkspace: ["settings", "mcp", "inputs"]
    case .claude, .cursor, .codexUser, .codexProject: nil
    }
  }
}
