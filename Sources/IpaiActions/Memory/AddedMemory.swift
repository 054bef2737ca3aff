import IpaiCore
package import IpaiMemory

/// What was stored.
package struct AddedMemory: Codable, Sendable, Equatable {
  /// What became of each conversation, in the order in which they were given.
  package var conversations: [AddedConversation] = []
  /// The conversations that were refused, and why.
  package var refused: [RefusedConversation] = []
  /// How many messages were added.
  package var added = 0
  /// How many were there already.
  package var unchanged = 0
  /// How many were left out because they are empty.
  package var empty = 0
  /// How many secrets were replaced, by the id of the rule.
  package var redacted: [String: Int] = [:]
  /// How many links were made.
  package var linked = 0
  /// How many vectors were computed.
  package var embedded = 0

  /// Adds the outcome of one conversation to the lists and sums.
  mutating func take(_ result: Result<AddedConversation, IpaiError>, _ sessionID: String) {
    switch result {
    case .success(let summary):
      conversations.append(summary)
      added += summary.added
      unchanged += summary.unchanged
      empty += summary.empty
      redacted.merge(summary.redacted ?? [:], uniquingKeysWith: +)
    case .failure(let error):
      refused.append(RefusedConversation(sessionID: sessionID, code: error.code, message: error.message))
    }
  }
}
