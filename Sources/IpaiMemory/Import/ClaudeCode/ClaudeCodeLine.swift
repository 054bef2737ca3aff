/// A line of a session of Claude Code, with what is of use in it.
struct ClaudeCodeLine: Decodable {
  /// What the line is: user, assistant, summary, system, attachment and more that come and go with versions.
  let type: String
  let uuid: String?
  let sessionID: String?
  let timestamp: ImportedTime?
  let folder: String?
  let branch: String?
  /// True for what was said to and by a subagent.
  let isSidechain: Bool
  /// True for what the program said in the name of the user.
  let isMeta: Bool
  /// True for what stands for the conversation so far after it was compacted.
  let isCompactSummary: Bool
  /// True for a message about an error, which no model said.
  let isErrorMessage: Bool
  let message: ClaudeCodeMessage?
  /// What the user typed while the model was at work.
  let queuedPrompt: ImportedContent?
  /// What the session is called, by whom it was named last.
  let title: ClaudeCodeTitle?

  /// Reads a line of any type. Throws when it is not an object with a type, or when what was said in it is damaged.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    type = try container.decode(String.self, forKey: .type)
    uuid = container.lenient(String.self, .uuid)
    sessionID = container.lenient(String.self, .sessionID)
    timestamp = container.lenient(ImportedTime.self, .timestamp)
    folder = container.lenient(String.self, .folder)
    branch = container.lenient(String.self, .branch)
    isSidechain = container.lenient(Bool.self, .isSidechain) ?? false
    let isHidden = container.lenient(Bool.self, .isHidden) ?? false
    isMeta = isHidden || container.lenient(Bool.self, .isMeta) ?? false
    isCompactSummary = container.lenient(Bool.self, .isCompactSummary) ?? false
    isErrorMessage = container.lenient(Bool.self, .isErrorMessage) ?? false
    title = ClaudeCodeTitle(container, type)
    var message: ClaudeCodeMessage?
    var queuedPrompt: ImportedContent?
    switch type {
    case "user", "assistant": message = try container.decodeIfPresent(ClaudeCodeMessage.self, forKey: .message)
    case "attachment": queuedPrompt = container.lenient(ClaudeCodeAttachment.self, .attachment)?.queuedPrompt
    default: break
    }
    self.message = message
    self.queuedPrompt = queuedPrompt
  }

  enum CodingKeys: String, CodingKey {
    case type, uuid, timestamp, isSidechain, isMeta, isCompactSummary, message, attachment, summary, leafUuid
    case customTitle, aiTitle
    case sessionID = "sessionId"
    case folder = "cwd"
    case branch = "gitBranch"
    case isErrorMessage = "isApiErrorMessage"
    case isHidden = "isVisibleInTranscriptOnly"
  }
}
