package import IpaiCore
import IpaiSearch
import IpaiSecrets

/// Checks conversations before they are stored, takes secrets out of them, cuts long messages into passages and finds the
/// terms of each.
package struct ConversationPreparation: Sendable {
  /// The time for messages that have none, and the clock that others may not be far ahead of.
  private let now: Timestamp
  private let keepsSecrets: Bool

  /// Works at the time `now`; `keepsSecrets` leaves texts as they are.
  package init(now: Timestamp, keepsSecrets: Bool = false) {
    self.now = now
    self.keepsSecrets = keepsSecrets
  }

  /// The conversation as it will be stored. Throws `IpaiError(.usage)` that names what is wrong and where, and
  /// `IpaiError(.internal)` when SQLite has no FTS5.
  package func prepare(_ conversation: NewConversation) throws -> PreparedConversation {
    let session = conversation.sessionID
    try check(session, "session_id", MemoryLimits.idBytes, in: nil)
    try conversation.userID.map { try check($0, "user_id", MemoryLimits.idBytes, in: session) }
    var redacted: [String: Int] = [:]
    let ids = conversation.messageIDs
    var date: Timestamp?
    var messages: [PreparedMessage] = []
    let names = SpeakerPrefix.names(conversation.messages)
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    for (place, message) in conversation.messages.enumerated() {
      let id = ids[place]
      try check(message, id, in: session)
      let text = cleaned(message.content, &redacted)
      date = message.timestamp ?? date ?? now
      guard text.contains(where: { !$0.isWhitespace }) else { continue }
      messages.append(
        PreparedMessage(
          id: id, role: message.role, name: message.name ?? (names.isEmpty ? nil : names[place]), date: date ?? now,
          passages: Passages.split(text).map { PreparedPassage($0, analyzer) }))
    }
    return PreparedConversation(
      sessionID: session, isNote: conversation.isNote, userID: conversation.userID,
      title: try short(conversation.title, "title", in: session, &redacted),
      summary: try short(conversation.summary, "summary", in: session, &redacted),
      context: try context(conversation.context, in: session, &redacted), date: now, messages: messages,
      redacted: redacted, empty: conversation.messages.count - messages.count)
  }

  private func check(_ message: NewMessage, _ id: String, in session: String) throws {
    try check(id, "the id of a message", MemoryLimits.idBytes, in: session)
    try check(message.role, "the role of message \(Self.quoted(id))", MemoryLimits.roleBytes, in: session)
    try message.name.map {
      try check($0, "the name of message \(Self.quoted(id))", MemoryLimits.idBytes, in: session)
    }
    guard message.content.utf8.count <= MemoryLimits.messageBytes else {
      throw Self.wrong(
        "message \(Self.quoted(id)) has \(ByteCount.text(message.content.utf8.count)), and at most \(ByteCount.text(MemoryLimits.messageBytes)) are kept",
        in: session)
    }
    if let date = message.timestamp, date.seconds > now.seconds + MemoryLimits.secondsAhead {
      throw Self.wrong("the time of message \(Self.quoted(id)) is in the future: \(date.rfc3339)", in: session)
    }
  }

  /// Refuses texts that are empty, too long or hold control characters.
  private func check(_ text: String, _ what: String, _ maxBytes: Int, in session: String?) throws {
    if text.isEmpty { throw Self.wrong("\(what) is empty", in: session) }
    if text.utf8.count > maxBytes {
      throw Self.wrong("\(what) is longer than \(maxBytes) bytes: \(Self.quoted(text))", in: session)
    }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw Self.wrong("\(what) contains a control character", in: session)
    }
  }

  private func short(_ text: String?, _ what: String, in session: String, _ redacted: inout [String: Int]) throws
    -> String?
  {
    guard let text, !text.isEmpty else { return nil }
    guard text.utf8.count <= MemoryLimits.summaryBytes else {
      throw Self.wrong("the \(what) is longer than \(ByteCount.text(MemoryLimits.summaryBytes))", in: session)
    }
    return cleaned(text, &redacted)
  }

  private func context(_ values: [String: String], in session: String, _ redacted: inout [String: Int]) throws
    -> [String: String]
  {
    let bytes = values.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    guard values.count <= MemoryLimits.contextValues, bytes <= MemoryLimits.contextBytes else {
      throw Self.wrong(
        "the context has more than \(MemoryLimits.contextValues) values or \(ByteCount.text(MemoryLimits.contextBytes))",
        in: session)
    }
    var cleanedValues: [String: String] = [:]
    for (key, value) in values { cleanedValues[key] = cleaned(value, named: key, &redacted) }
    return cleanedValues
  }

  /// The text without NULs, which SQLite's text functions stop at, and without secrets.
  private func cleaned(_ text: String, named name: String? = nil, _ redacted: inout [String: Int]) -> String {
    var text = text
    if text.utf8.contains(0) { text = text.replacing(scalar: "\u{0}", with: "\u{FFFD}") }
    if keepsSecrets { return text }
    let result = name.map { SecretScanner.redact(text, named: $0) } ?? SecretScanner.redact(text)
    redacted.merge(result.counts, uniquingKeysWith: +)
    return result.text
  }

  private static func wrong(_ what: String, in session: String?) -> IpaiError {
    guard let session else { return IpaiError(.usage, what) }
    return IpaiError(.usage, "conversation \(quoted(session)): \(what)")
  }

  private static func quoted(_ text: String) -> String { "'\(text.prefix(80))'" }
}
