import IpaiMemory

/// What a reader made of some bytes.
struct ImportRun {
  private(set) var conversations: [NewConversation] = []
  private(set) var problems: [ImportProblem] = []

  /// Reads a text.
  init(_ format: ImportFormat, _ text: String, name: String = "session.jsonl") throws {
    try self.init(format, Array(text.utf8), name: name)
  }

  /// Reads lines.
  init(_ format: ImportFormat, lines: [String], name: String = "session.jsonl") throws {
    try self.init(format, lines.map { $0 + "\n" }.joined(), name: name)
  }

  /// Reads bytes.
  init(_ format: ImportFormat, _ bytes: [UInt8], name: String = "session.jsonl") throws {
    var conversations: [NewConversation] = []
    var problems: [ImportProblem] = []
    try ConversationReader(format).read(
      bytes: bytes, name: name, take: { conversations.append($0) }, problem: { problems.append($0) })
    self.conversations = conversations
    self.problems = problems
  }

  /// Reads files and folders.
  init(_ format: ImportFormat, paths: [String]) throws {
    var conversations: [NewConversation] = []
    var problems: [ImportProblem] = []
    try ConversationReader(format).read(
      paths: paths, take: { conversations.append($0) }, problem: { problems.append($0) })
    self.conversations = conversations
    self.problems = problems
  }

  /// Who said what in all conversations, as `user: text`.
  var turns: [String] { conversations.flatMap(\.messages).map { "\($0.role): \($0.content)" } }

  /// The lines and messages of the problems.
  var complaints: [String] { problems.map { "\($0.line.map(String.init) ?? "-"): \($0.message)" } }
}
