package import IpaiMemory

/// A link with what an audit says of it.
package struct AuditedLink: Codable, Sendable, Equatable {
  /// Whether it still holds.
  package var state: LinkState
  /// The conversation.
  package var sessionID: String
  /// The id of the message; nil for the conversation as a whole.
  package var message: String?
  /// What it leads to.
  package var kind: LinkKind
  /// The target with the commit and the lines that are cited.
  package var citation: String
  /// The citation as it would be written now; nil where it is the same, and where there is none.
  package var now: String?
  /// Why it is not simply valid; nil where it is.
  package var reason: String?

  /// A link and the verdict on it.
  init(_ link: MemoryLink, _ verdict: LinkVerdict) {
    state = verdict.state
    sessionID = link.sessionID
    message = link.message
    kind = link.kind
    citation = link.citation
    now = verdict.now
    reason = verdict.reason
  }

  enum CodingKeys: String, CodingKey {
    case state, message, kind, citation, now, reason
    case sessionID = "session_id"
  }
}
