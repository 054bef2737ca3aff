extension ClientEntry {
  private static let command = "ipai"
  private static let arguments = ["serve", "--stdio"]

  /// The entry in a file of JSON.
  var server: JSONCValue {
    switch connection {
    case .stdio:
      return .object(
        type("stdio") + [
          JSONCMember("command", .string(Self.command)),
          JSONCMember("args", .array(Self.arguments.map(JSONCValue.string))),
        ])
    case .http(let url):
      let headers = JSONCValue.object([JSONCMember("Authorization", .string("Bearer \(keyReference)"))])
      return .object(type("http") + [JSONCMember("url", .string(url.text)), JSONCMember("headers", headers)])
    }
  }

  /// The input that the entry refers to; nil when it refers to none.
  var input: JSONCValue? {
    guard file.client == .vscode, case .http = connection else { return nil }
    return .object([
      JSONCMember("type", .string("promptString")), JSONCMember("id", .string(Self.inputID)),
      JSONCMember("description", .string("API key of ipai")), JSONCMember("password", .boolean(true)),
    ])
  }

  /// The entry in a file of TOML.
  var pairs: [TOMLPair] {
    switch connection {
    case .stdio: [TOMLPair("command", .string(Self.command)), TOMLPair("args", .strings(Self.arguments))]
    case .http(let url):
      [TOMLPair("url", .string(url.text)), TOMLPair("bearer_token_env_var", .string(Self.keyVariable))]
    }
  }

  /// The kind of connection, which Cursor finds out by itself.
  private func type(_ name: String) -> [JSONCMember] {
    file.client == .cursor ? [] : [JSONCMember("type", .string(name))]
  }

  /// What the client replaces by the key.
  private var keyReference: String {
    switch file.client {
    case .vscode: "${input:\(Self.inputID)}"
    case .claude, .codex: "${\(Self.keyVariable)}"
    case .cursor: "${env:\(Self.keyVariable)}"
    }
  }
}
