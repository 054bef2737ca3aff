/// Tells tools that only read from others, by their names.
enum ToolName {
  /// Whether tools only read: each has a word of reading in its name and none of changing. No tools are no proof.
  static func onlyRead(_ tools: [String]) -> Bool {
    !tools.isEmpty
      && tools.allSatisfy { tool in
        let words = Set(words(of: tool))
        return !words.isDisjoint(with: reading) && words.isDisjoint(with: changing)
      }
  }

  /// The words of a name like `list_droplets`, `list-droplets` or `listDroplets`, in lower case.
  private static func words(of tool: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in tool {
      if !character.isLetter || character.isUppercase {
        words.append(word)
        word = ""
      }
      if character.isLetter { word += character.lowercased() }
    }
    return (words + [word]).filter { !$0.isEmpty }
  }

  private static let reading: Set<String> = [
    "get", "list", "read", "search", "find", "fetch", "describe", "show", "view", "lookup", "explain", "count",
  ]
  private static let changing: Set<String> = [
    "create", "update", "delete", "remove", "write", "set", "put", "post", "send", "run", "execute", "exec", "apply",
    "start", "stop", "restart", "deploy", "patch", "insert", "drop", "add", "edit", "modify", "move", "rename", "kill",
    "scale", "reset", "rotate", "enable", "disable", "upload", "install", "invoke", "call", "trigger", "publish",
    "push", "merge", "commit", "replace", "assign", "attach", "detach", "resize", "reboot", "destroy", "purge", "save",
    "change", "upsert", "secret", "secrets", "password", "token", "key", "credentials",
  ]
}
