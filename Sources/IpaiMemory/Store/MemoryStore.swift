package import IpaiCore
package import IpaiSearch

/// Where conversations, their links and session contexts are kept. One contract suite of tests runs on every conformer.
///
/// Every write is one transaction: it is there as a whole once the method has returned, whatever happens to the process, and
/// several processes may write at once. All methods throw `IpaiError`.
package protocol MemoryStore: Sendable {
  /// Stores conversations. Where one exists, the messages that it lacks are appended, and what is said about it anew replaces
  /// what was said before. A conversation that cannot be stored leaves the others alone: its result is the error, `.conflict`
  /// where a message of that id has other content.
  func add(_ conversations: [PreparedConversation]) async throws -> [Result<AddedConversation, IpaiError>]

  /// Hands over the conversations of a page, latest first, and returns the cursor of the next page; nil when there is none.
  func list(
    _ filter: ConversationFilter, _ page: PageRequest, _ take: (StoredConversation) throws -> Void
  ) async throws -> String?

  /// The conversation with this id; nil when there is none.
  func conversation(_ sessionID: String) async throws -> StoredConversation?

  /// How many conversations and notes there are that are not archived.
  func activeCount() async throws -> Int

  /// Hands over the messages of a conversation, in order; none when there is no such conversation.
  func messages(of sessionID: String, _ take: (StoredMessage) throws -> Void) async throws

  /// A message with up to `before` messages before and `after` messages after it, in order. Throws `.notFound` when there is
  /// no such conversation or message.
  func messages(of sessionID: String, around message: String, before: Int, after: Int) async throws -> [StoredMessage]

  /// Makes all messages findable by their words anew. Returns how many messages, or passages of long ones, there are.
  func rebuildWords() async throws -> Int

  /// Sets or clears when a conversation was archived. Throws `.notFound` when there is none.
  func setArchived(_ sessionID: String, at date: Timestamp?) async throws

  /// Gives a conversation the dates that it has in another store. Throws `.notFound` when there is none.
  func setDates(of sessionID: String, created: Timestamp, updated: Timestamp, archived: Timestamp?) async throws

  /// Removes a conversation, or only one message of it, with its links; the session's context goes with the conversation.
  /// Returns how many messages there were. Throws `.notFound` when there is nothing of that name.
  func forget(_ sessionID: String, message: String?) async throws -> Int

  /// Rewrites the store so that no byte remains of what was forgotten. Throws `.conflict` while others use the store, so that
  /// this cannot be done.
  func purge() async throws

  /// Adds links; those that are there already get the new confidence. Returns how many are new. Throws `.notFound` for a
  /// conversation or a message that does not exist.
  func link(_ links: [MemoryLink], at date: Timestamp) async throws -> Int

  /// Removes links and returns how many there were: those of the conversation, and of the message if one is given, to this
  /// target, whatever the relation.
  func unlink(_ sessionID: String, message: String?, kind: LinkKind, target: String) async throws -> Int

  /// The links of a conversation, in the order in which they were made.
  func links(of sessionID: String) async throws -> [MemoryLink]

  /// The links that lead to any of these targets, latest conversation first, at most `limit`.
  func links(to kind: LinkKind, targets: [String], limit: Int) async throws -> [MemoryLink]

  /// The values of a session that have not expired, by key.
  func context(of sessionID: String, at now: Timestamp) async throws -> [SessionValue]

  /// Sets a value of a session, and removes those of any session that have expired.
  func setContext(_ value: SessionValue, at now: Timestamp) async throws

  /// Removes a value of a session. Returns false when there was none.
  func unsetContext(_ key: String, of sessionID: String) async throws -> Bool

  /// Notes that a tool was called.
  func note(_ usage: ToolUsage) async throws

  /// How often each tool was called since a time, and how that went.
  func usage(since date: Timestamp) async throws -> [ToolStatistics]
}
