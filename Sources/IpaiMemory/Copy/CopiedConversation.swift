import Crypto
import Foundation
package import IpaiCore

/// A conversation with everything that a store has of it.
package struct CopiedConversation: CopiedRecord, Equatable {
  /// What is said about it.
  package let conversation: StoredConversation
  /// Its messages, in order.
  package let messages: [StoredMessage]
  /// What it was about, in the order in which that was said.
  package let links: [MemoryLink]
  /// The values of its session that have not expired.
  package let context: [SessionValue]

  /// Of all of it, in an order that does not depend on when it came: messages by their dates.
  package var checksum: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var hash = SHA256()
    let messages = messages.sorted { ($0.timestamp, $0.id) < ($1.timestamp, $1.id) }
    let links = links.map { (try? encoder.encode($0)) ?? Data() }.sorted { $0.lexicographicallyPrecedes($1) }
    let parts: [any Encodable] = [conversation, messages, links, context]
    for part in parts { hash.update(data: (try? encoder.encode(part)) ?? Data()) }
    return hash.finalize().hexadecimal
  }

  /// It as something new.
  fileprivate var copy: NewConversation {
    NewConversation(
      sessionID: conversation.sessionID, userID: conversation.userID, title: conversation.title,
      summary: conversation.summary, context: conversation.context, isNote: conversation.kind == .note,
      messages: messages.map { message in
        NewMessage(
          id: message.id, role: message.role, name: message.name, content: message.content,
          timestamp: message.timestamp)
      })
  }
}

extension CopiedConversation {
  /// What one of them lacks is added to it; only messages can contradict each other, which is found when they are added.
  package func conflict(with other: CopiedConversation) -> String? { nil }

  /// The destination may have messages of its own.
  package func difference(from other: CopiedConversation) -> String {
    let known = Set(messages.map(\.id))
    let count = other.messages.count { !known.contains($0.id) }
    if count == 0 {
      return "what is said about it, or what it is linked to, is not the same in both after it was copied"
    }
    return (count == 1 ? "one message is" : "\(count) messages are") + " only there; copy it in the other direction too"
  }
}

extension MemoryStore {
  /// Everything of a conversation; nil when there is none. Throws `IpaiError`.
  package func record(of sessionID: String, at now: Timestamp) async throws -> CopiedConversation? {
    guard let conversation = try await conversation(sessionID) else { return nil }
    var messages: [StoredMessage] = []
    try await self.messages(of: sessionID) { messages.append($0) }
    return CopiedConversation(
      conversation: conversation, messages: messages, links: try await links(of: sessionID),
      context: try await context(of: sessionID, at: now))
  }

  /// Adds what is new of a conversation of another store, as it is there. Throws `IpaiError`: `.conflict` where a message of that id has
  /// other content.
  package func take(_ record: CopiedConversation, at now: Timestamp) async throws {
    // What was kept there is kept here, secrets too.
    let prepared = try ConversationPreparation(now: now, keepsSecrets: true).prepare(record.copy)
    _ = try await add([prepared])[0].get()
    _ = try await link(record.links, at: now)
    for value in record.context { try await setContext(value, at: now) }
    // Where there are other messages too, the dates are theirs as well.
    let source = record.conversation
    guard try await conversation(source.sessionID)?.messageCount == source.messageCount else { return }
    try await setDates(
      of: source.sessionID, created: source.created, updated: source.updated, archived: source.archived)
  }
}
