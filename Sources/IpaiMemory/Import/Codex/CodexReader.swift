import IpaiCore

/// Reads a file of Codex, which is one session.
///
/// Kept are what the user and the model said. Left out are calls of tools and their answers, thoughts, what Codex says
/// to the model, and subagents. The files that tools read or wrote stay in the context.
struct CodexReader: RecordReader {
  private let decoder = RecordDecoder()
  private var session: NewConversation
  private var hasSession = false
  private var isInternal = false
  /// When the session began, for messages of old versions, which have no time.
  private var began: Timestamp?
  private var files = TouchedFiles()
  private var ids: Set<String> = []
  private var questions = CodexQuestions()
  /// What was shown to the user, which repeats the messages; for files that have no others.
  private var shown: [NewMessage] = []

  /// Reads a file named `name`, without its ending; nil when it has no name.
  init(name: String?) { session = NewConversation(sessionID: name.map(Self.id) ?? "") }

  mutating func read(_ record: ImportRecord, into output: inout ImportOutput) throws(ImportFailure) {
    let line = try decoder.decode(CodexLine.self, from: record)
    guard !isInternal else { return }
    let content = line.content
    switch line.kind {
    case .session: try begin(content, line.timestamp)
    case .settings: note(folder: content.folder, branch: nil)
    case .compaction: summarize(content.message)
    case .item: try say(content, line.timestamp ?? content.timestamp)
    case .event: try show(content, line.timestamp)
    case .other: break
    }
    for file in content.files { files.insert(file, in: [session.context["workspace"]]) }
  }

  mutating func finish(into output: inout ImportOutput) {
    guard !isInternal else { return }
    append(questions.drain())
    if session.messages.isEmpty { session.messages = shown }
    session.context["files"] = files.text
    guard !session.messages.isEmpty else { return }
    if session.sessionID.isEmpty {
      output.report("the session has no id: its first line is missing", line: nil)
    } else {
      output.conversations.append(session)
    }
  }

  /// The id in `rollout-2026-05-01T12-00-00-<id>`; the whole name where it has another form.
  private static func id(_ name: String) -> String {
    guard name.hasPrefix("rollout-"), name.count == 64 else { return name }
    return String(name.suffix(36))
  }

  /// Takes what is said about the session. Later lines of the kind are those of the session from which this one was
  /// forked.
  private mutating func begin(_ content: CodexContent, _ timestamp: ImportedTime?) throws(ImportFailure) {
    guard !hasSession else { return }
    hasSession = true
    isInternal = content.isInternal
    if let id = content.id { session.sessionID = id }
    note(folder: content.folder, branch: content.branch)
    began = try timestamp?.timestamp()
  }

  private mutating func note(folder: String?, branch: String?) {
    if session.context["workspace"] == nil { session.context["workspace"] = folder }
    if let branch { session.context["branch"] = branch }
  }

  private mutating func summarize(_ text: String?) {
    guard let text, !ImportedText.isBlank(text) else { return }
    session.summary = ImportedText.cut(ImportedText.cleaned(text), to: MemoryLimits.summaryBytes)
  }

  private mutating func say(_ content: CodexContent, _ timestamp: ImportedTime?) throws(ImportFailure) {
    guard let said = content.content, let role = content.role else { return }
    // Old versions name the folder nowhere else.
    if let folder = said.texts.lazy.compactMap(EnvironmentText.folder).first { note(folder: folder, branch: nil) }
    guard let text = CodexText.said(said, by: role) else { return }
    let time = try timestamp?.timestamp() ?? began
    let message = NewMessage(id: content.id, role: role, content: text, timestamp: time)
    if role == "user" {
      questions.add(message, from: said.texts)
    } else {
      append(questions.drain() + [message])
    }
  }

  private mutating func show(_ content: CodexContent, _ timestamp: ImportedTime?) throws(ImportFailure) {
    guard let shown = content.shown, let text = CodexText.said(shown.content, by: shown.role) else { return }
    if shown.role == "user" { questions.note(typed: shown.content.text) }
    guard session.messages.isEmpty else { return }
    self.shown.append(NewMessage(role: shown.role, content: text, timestamp: try timestamp?.timestamp() ?? began))
  }

  private mutating func append(_ messages: [NewMessage]) {
    for message in messages {
      if let id = message.id, !ids.insert(id).inserted { continue }
      session.messages.append(message)
    }
    // What was shown is not needed any more.
    if !messages.isEmpty { shown = [] }
  }
}
