/// What a line of Codex holds. The keys of all kinds of lines are read, since each has some of them.
struct CodexContent: Decodable {
  let id: String?
  let role: String?
  let timestamp: ImportedTime?
  /// What a message says; nil for everything without a role.
  let content: ImportedContent?
  /// What stands for the conversation so far.
  let message: String?
  let folder: String?
  let branch: String?
  /// True for the session of a subagent, or of work that Codex does by itself.
  let isInternal: Bool
  /// What an event showed to the user.
  let shown: CodexShown?
  /// The files that a call of a tool, or a patch that was applied, names.
  let files: [String]

  /// Reads what any kind of line holds. Throws when what was said in it is damaged.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(String.self, .id)
    role = container.lenient(String.self, .role)
    timestamp = container.lenient(ImportedTime.self, .timestamp)
    if role == nil {
      content = nil
    } else {
      content = try container.decodeIfPresent(ImportedContent.self, forKey: .content)
    }
    message = container.lenient(String.self, .message)
    folder = container.lenient(String.self, .folder)
    branch = container.lenient(Git.self, .git)?.branch
    isInternal = Self.isInternal(container)
    shown = CodexShown(
      container.lenient(String.self, .type), message: message,
      item: container.lenient(CodexShown.Item.self, .item))
    files = Self.files(container)
  }

  private static func isInternal(_ container: KeyedDecodingContainer<CodingKeys>) -> Bool {
    // Who started the session is a word, or an object with one key.
    let origin = container.lenient([String: Anything].self, .source) ?? [:]
    if origin["subagent"] != nil || origin["internal"] != nil { return true }
    return ["subagent", "memory_consolidation", "guardian_review"].contains(
      container.lenient(String.self, .threadSource))
  }

  private static func files(_ container: KeyedDecodingContainer<CodingKeys>) -> [String] {
    if let changes = container.lenient([String: Anything].self, .changes) { return changes.keys.sorted() }
    if let arguments = container.lenient(CodexArguments.self, .arguments) { return arguments.files }
    if let action = container.lenient(CodexArguments.self, .action) { return action.files }
    if let input = container.lenient(String.self, .input) { return PatchText.files(in: input) }
    return []
  }

  private struct Git: Decodable {
    let branch: String?
  }

  /// A value of which only its being there is of use.
  private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
  }

  private enum CodingKeys: String, CodingKey {
    case type, id, role, timestamp, content, message, git, source, item, changes, arguments, action, input
    case folder = "cwd"
    case threadSource = "thread_source"
  }
}
