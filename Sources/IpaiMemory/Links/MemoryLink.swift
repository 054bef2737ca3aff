/// What a conversation, or one message of it, was about.
package struct MemoryLink: Codable, Sendable, Equatable {
  /// Where a link comes from.
  package enum Origin: String, Codable, Sendable, CaseIterable {
    /// Somebody made it.
    case given
    /// It was found in the text.
    case found
  }

  /// The conversation.
  package var sessionID: String
  /// The id of the message; nil for the conversation as a whole.
  package var message: String?
  /// What it leads to.
  package var kind: LinkKind
  /// The id of a commit, a path, the name of a skill, or model/id.
  package var target: String
  /// The commit in which a file is cited, by its whole id; nil for none.
  package var revision: String?
  /// The first of the lines that are cited, from 1; nil for the whole file.
  package var firstLine: Int?
  /// The last of them.
  package var lastLine: Int?
  /// How the two are related, in a word: mentions, explains, decides, fixes.
  package var relation: String
  /// How sure that is, from 0 to 1.
  package var confidence: Double
  /// Where it comes from.
  package var origin: Origin

  /// A link that somebody made, of a conversation as a whole unless `message` is given.
  package init(
    sessionID: String, message: String? = nil, kind: LinkKind, target: String, revision: String? = nil,
    lines: ClosedRange<Int>? = nil, relation: String = "mentions", confidence: Double = 1, origin: Origin = .given
  ) {
    self.sessionID = sessionID
    self.message = message
    self.kind = kind
    self.target = target
    self.revision = revision
    firstLine = lines?.lowerBound
    lastLine = lines?.upperBound
    self.relation = relation
    self.confidence = confidence
    self.origin = origin
  }

  /// The lines that are cited; nil for all.
  package var lines: ClosedRange<Int>? {
    guard let firstLine, let lastLine, firstLine <= lastLine else { return nil }
    return firstLine...lastLine
  }

  /// A file as it is cited: `path`, `path:12`, `path:12-20` or `path@commit:12-20`; for other kinds the target.
  package var citation: String {
    var text = target
    if let revision { text += "@" + revision }
    if let firstLine, let lastLine {
      text += ":\(firstLine)"
      if lastLine != firstLine { text += "-\(lastLine)" }
    }
    return text
  }

  enum CodingKeys: String, CodingKey {
    case message, kind, target, revision, relation, confidence, origin
    case sessionID = "session_id"
    case firstLine = "first_line"
    case lastLine = "last_line"
  }
}
