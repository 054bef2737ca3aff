/// The names of tools in a line of text: `Bash(git log:*) Read`.
struct ToolNames {
  /// The names. What stands in parentheses belongs to the name before it.
  private(set) var names: [String] = []
  /// True when commas stand between names, as some agents want it.
  private(set) var hasCommas = false

  /// The names in a text.
  static func split(_ text: String) -> ToolNames {
    var tools = ToolNames()
    var name = ""
    var depth = 0
    for character in text {
      if depth == 0 && (character.isWhitespace || character == ",") {
        if character == "," { tools.hasCommas = true }
        tools.add(&name)
        continue
      }
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      name.append(character)
    }
    tools.add(&name)
    return tools
  }

  private mutating func add(_ name: inout String) {
    if !name.isEmpty { names.append(name) }
    name = ""
  }
}
