/// What was given to the model in the name of the user since the model last spoke.
///
/// Codex puts instructions of its own there too. Most can be told by their form; where Codex also notes what it showed
/// as typed by the user, the messages that are not among that are instructions whatever their form is.
struct CodexQuestions {
  private struct Question {
    let message: NewMessage
    /// As they were given, without what was put into them taken out.
    let texts: Set<String>
  }

  private var questions: [Question] = []
  private var typed: Set<String> = []

  /// Adds a message, with the texts of which it was made.
  mutating func add(_ message: NewMessage, from texts: [String]) {
    questions.append(Question(message: message, texts: Set(texts.map { ImportedText.trimmed($0) })))
  }

  /// Notes what the user typed.
  mutating func note(typed text: String) { typed.insert(ImportedText.trimmed(text)) }

  /// Gives the messages of the user, and forgets everything.
  mutating func drain() -> [NewMessage] {
    defer { self = CodexQuestions() }
    let known = questions.filter { !$0.texts.isDisjoint(with: typed) }
    // What was typed can be noted in another form, and then it says nothing about the messages.
    if known.isEmpty { return questions.map(\.message) }
    return known.map(\.message)
  }
}
