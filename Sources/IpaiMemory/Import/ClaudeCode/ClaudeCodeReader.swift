import IpaiCore

/// Reads a file of Claude Code: a session, and parts of others that it goes on from.
///
/// Kept are what the user and the model said. Left out are calls of tools and their answers, thoughts, what the program
/// says to the model, and subagents. The files that tools read or wrote stay in the context.
struct ClaudeCodeReader: RecordReader {
  private let decoder = RecordDecoder()
  /// The session of lines that name none; nil when it is not known.
  private let fallback: String?
  private let seen: SeenLines
  private var sessions: [String: ClaudeCodeSession] = [:]
  /// The ids of the sessions in the order of their first lines.
  private var order: [String] = []
  /// By line: the titles that were read before the line that they are about.
  private var titles: [String: ClaudeCodeTitle] = [:]

  /// Reads the file of the session `name`. `seen` has the lines of the files before it.
  init(name: String?, seen: SeenLines) {
    fallback = name
    self.seen = seen
  }

  mutating func read(_ record: ImportRecord, into output: inout ImportOutput) throws(ImportFailure) {
    let line = try decoder.decode(ClaudeCodeLine.self, from: record)
    guard let id = line.sessionID ?? fallback else { throw ImportFailure("names no session") }
    if let title = line.title { name(title, id) }
    guard !line.isSidechain else { return }
    var session = session(id)
    session.note(folder: line.folder, branch: line.branch)
    if let title = line.uuid.flatMap({ titles.removeValue(forKey: $0) }) { session.name(title) }
    // What was changed so far is kept even when the time is wrong.
    defer { sessions[id] = session }
    try take(line, into: &session)
  }

  mutating func finish(into output: inout ImportOutput) {
    output.conversations += order.compactMap { sessions[$0]?.conversation() }
  }

  private mutating func session(_ id: String) -> ClaudeCodeSession {
    // It is taken out so that it is not copied when it changes.
    if let session = sessions.removeValue(forKey: id) { return session }
    order.append(id)
    return ClaudeCodeSession(id: id)
  }

  private mutating func name(_ title: ClaudeCodeTitle, _ id: String) {
    if let leaf = title.leaf {
      titles[leaf] = title
      return
    }
    var session = session(id)
    session.name(title)
    sessions[id] = session
  }

  private func take(_ line: ClaudeCodeLine, into session: inout ClaudeCodeSession) throws(ImportFailure) {
    if let prompt = line.queuedPrompt {
      try ask(prompt, line, &session)
    } else if let message = line.message {
      for block in message.content.blocks {
        guard let tool = block.toolName, let file = block.files?.file(of: tool) else { continue }
        session.touch(file, in: line.folder)
      }
      if line.type == "assistant" {
        try answer(message, line, &session)
      } else {
        try ask(message.content, line, &session)
      }
    }
  }

  private func ask(
    _ content: ImportedContent, _ line: ClaudeCodeLine, _ session: inout ClaudeCodeSession
  ) throws(ImportFailure) {
    if line.isCompactSummary || content.texts.first?.hasPrefix(Self.continuation) == true {
      session.summarize(ImportedText.cut(ImportedText.cleaned(content.text), to: MemoryLimits.summaryBytes))
      return
    }
    guard !line.isMeta, !line.isErrorMessage else { return }
    let texts = content.texts.compactMap { CommandText.arguments($0) ?? InjectedText.removed(from: $0) }
    guard !texts.isEmpty else { return }
    let time = try line.timestamp?.timestamp()
    guard seen.insert(line.uuid, of: session.id) else { return }
    session.ask(ImportedText.cleaned(texts.joined(separator: "\n\n")), id: line.uuid, at: time)
  }

  private func answer(
    _ message: ClaudeCodeMessage, _ line: ClaudeCodeLine, _ session: inout ClaudeCodeSession
  ) throws(ImportFailure) {
    guard !line.isMeta, !line.isErrorMessage, message.model != "<synthetic>" else { return }
    let texts = message.content.texts.filter { !ImportedText.isBlank($0) }.map(ImportedText.cleaned)
    guard !texts.isEmpty else { return }
    let time = try line.timestamp?.timestamp()
    guard seen.insert(line.uuid, of: session.id) else { return }
    session.answer(texts, answer: message.id, id: line.uuid, at: time)
  }

  /// How what stands for the conversation so far begins in versions that do not mark it.
  private static let continuation =
    "This session is being continued from a previous conversation that ran out of context"
}
