import MCP

extension JSON {
  /// The same JSON with another value at a path; nil removes the value. Nothing changes if the path leads nowhere.
  func setting(_ path: some Collection<String>, to value: JSON?) -> JSON {
    guard let key = path.first, case .object(var members) = self else { return self }
    let rest = path.dropFirst()
    if rest.isEmpty {
      members[key] = value
    } else if let member = members[key] {
      members[key] = member.setting(rest, to: value)
    }
    return .object(members)
  }

  /// The same response to `tools/list` with other tools.
  func changingTools(_ change: ([JSON]) -> [JSON]) -> JSON {
    guard let tools = self["result"]?["tools"]?.array else { return self }
    return setting(["result", "tools"], to: .array(change(tools)))
  }
}
