import IpaiCore

/// A conversation of Claude Code while its lines are read.
struct ClaudeCodeSession {
  /// What somebody said, which can be spread over several lines.
  private struct Turn {
    var id: String?
    let role: String
    var texts: [String]
    let timestamp: Timestamp?
  }

  /// Its id.
  let id: String
  private var turns: [Turn] = []
  /// By the id of an answer: where it is in `turns`.
  private var answers: [String: Int] = [:]
  private var files = TouchedFiles()
  private var folder: String?
  private var branch: String?
  private var title: ClaudeCodeTitle?
  private var summary: String?

  /// A session of which nothing was read yet.
  init(id: String) { self.id = id }

  /// Notes where the work is done: the folder in which it began, and the last branch.
  mutating func note(folder: String?, branch: String?) {
    if self.folder == nil { self.folder = folder }
    if let branch, !branch.isEmpty { self.branch = branch }
  }

  /// Takes a title when it is from the same source as the one before, or a better one.
  mutating func name(_ title: ClaudeCodeTitle) {
    if let old = self.title, old.source > title.source { return }
    self.title = title
  }

  /// Takes what stands for the conversation so far.
  mutating func summarize(_ text: String) { summary = text }

  /// Adds what the user said.
  mutating func ask(_ text: String, id: String?, at timestamp: Timestamp?) {
    turns.append(Turn(id: id, role: "user", texts: [text], timestamp: timestamp))
  }

  /// Adds what the model said. Lines with the same `answer` are one turn, and a text that comes twice, or longer each
  /// time as it is streamed, counts once.
  ///
  /// The turn has the id of the line that last added to it: a session that is imported while an answer is being
  /// written, and again later, does not give one id to two texts.
  mutating func answer(_ texts: [String], answer: String?, id: String?, at timestamp: Timestamp?) {
    guard let answer else {
      turns.append(Turn(id: id, role: "assistant", texts: texts, timestamp: timestamp))
      return
    }
    guard let place = answers[answer] else {
      answers[answer] = turns.count
      turns.append(Turn(id: id ?? answer, role: "assistant", texts: texts, timestamp: timestamp))
      return
    }
    for text in texts where !turns[place].texts.contains(text) {
      if let last = turns[place].texts.last, text.hasPrefix(last) { turns[place].texts.removeLast() }
      turns[place].texts.append(text)
      turns[place].id = id ?? turns[place].id
    }
  }

  /// Notes a file that a tool read or wrote.
  mutating func touch(_ file: String, in folder: String?) { files.insert(file, in: [self.folder, folder]) }

  /// The conversation; nil when nobody said anything.
  func conversation() -> NewConversation? {
    if turns.isEmpty { return nil }
    var conversation = NewConversation(sessionID: id, title: title?.text, summary: summary)
    conversation.context["workspace"] = folder
    conversation.context["branch"] = branch
    conversation.context["files"] = files.text
    conversation.messages = turns.map {
      NewMessage(
        id: $0.id, role: $0.role, content: $0.texts.joined(separator: "\n\n"), timestamp: $0.timestamp)
    }
    return conversation
  }
}
