import IpaiActions
import IpaiCommands
import Testing

/// Every action has a verb, whose options are the action's fields.
@Suite struct ActionVerbTests {
  /// Options that every verb has, and those that say how a terminal shows a list.
  private static let common: Set<String> = [
    "format", "db", "quiet", "verbose", "no-pager", "help", "version", "all", "mark",
  ]
  /// What a verb takes besides, and why it is no field.
  private static let others: [String: Set<String>] = [
    // Its items are those of another action.
    "commits status": ["all-repos"],
    // Texts come from standard input, line by line.
    "model embed": ["jsonl"], "model tokenize": ["jsonl"],
  ]
  /// Fields that words give in another way: the text of a file, or a stream of texts.
  private static let unnamed: [String: Set<String>] = [
    "rag search": ["plain"], "model embed": ["texts"], "model tokenize": ["texts"],
  ]

  @Test(arguments: ActionList.all.map(\.name.words))
  func theOptionsAreTheFields(words: String) throws {
    let action = try #require(ActionList.all.first { $0.name.words == words })
    let path = words.split(separator: " ").map(String.init)
    let command = try #require(CommandDescription.root.descendants.first { $0.path == path }?.command, "no verb")
    var options: [String: String] = [:]
    for parameter in command.parameters {
      guard let name = name(of: parameter) else { continue }
      if Self.common.contains(name) || Self.others[words]?.contains(name) == true { continue }
      options[key(of: name, among: action)] = parameter.abstract ?? ""
    }
    let fields = action.fields.filter { Self.unnamed[words]?.contains($0.key) != true }
    #expect(Set(options.keys) == Set(fields.map(\.key)))
    for field in fields {
      let isNegated = command.parameters.contains { name(of: $0) == "no-" + field.key.replacing("_", with: "-") }
      #expect(isNegated || options[field.key]?.hasPrefix(field.help) == true, "\(field.key)")
    }
  }

  /// The long name of an option; of a word without one, what its value is called.
  private func name(of parameter: CommandDescription.Parameter) -> String? {
    let names = parameter.names ?? []
    if parameter.kind == .positional { return parameter.valueName }
    return names.first { $0.kind == "long" }?.name
  }

  /// The field that an option stands for: `--no-diff-words` for `diff_words`.
  private func key(of name: String, among action: ActionEntry) -> String {
    let key = name.replacing("-", with: "_")
    let keys = action.fields.map(\.key)
    if keys.contains(key) { return key }
    if key.hasPrefix("no_"), keys.contains(String(key.dropFirst(3))) { return String(key.dropFirst(3)) }
    // `commits status PATH`: the folder is the only field.
    return key == "path" && keys == ["repo"] ? "repo" : key
  }
}
