import IpaiCore
import IpaiMemory
import IpaiSearch

/// Reads conversations for an audit.
struct AuditReading {
  /// A link and the folder in which its conversation was held.
  struct WorkspaceLink: Sendable {
    var link: MemoryLink
    /// nil where that is not known.
    var workspace: String?
  }

  private let services: Services
  private let isCancelled: @Sendable () -> Bool

  /// Reads from the database of `services` until it is cancelled.
  init(_ services: Services, _ isCancelled: @escaping @Sendable () -> Bool) {
    self.services = services
    self.isCancelled = isCancelled
  }

  /// What the messages alone show, with at most `most` findings of each kind, and the links that are to be checked.
  ///
  /// Throws `IpaiError`: `.notFound` when there is no such conversation, `.interrupted` when cancelled.
  func read(_ session: String?, most: Int) async throws -> (MemoryAudit, [WorkspaceLink]) {
    let store = try services.memoryForReading()
    var audit = MemoryAudit()
    var messages = MessageAudit()
    var links: [WorkspaceLink] = []
    for conversation in try await conversations(session, store) {
      if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
      let id = conversation.sessionID
      try await store.messages(of: id) { message in
        audit.counts.messages += 1
        messages.add(message, of: id)
      }
      messages.endConversation(id)
      let workspace = conversation.context["workspace"]
      links += try await store.links(of: id).map { WorkspaceLink(link: $0, workspace: workspace) }
      audit.counts.conversations += 1
      services.report(
        WorkProgress(phase: "reading conversations", done: audit.counts.conversations, total: 0))
    }
    let duplicates = messages.duplicates
    audit.counts.duplicates = duplicates.count
    audit.counts.empty = messages.empty.count
    audit.counts.recalled = messages.recalled.count
    audit.duplicates = duplicates.prefix(most).map { Array($0.prefix(most)) }
    audit.empty = Array(messages.empty.prefix(most))
    audit.recalled = Array(messages.recalled.prefix(most))
    return (audit, links)
  }

  /// The conversation that was named, or all.
  private func conversations(_ session: String?, _ store: any MemoryStore) async throws -> [StoredConversation] {
    if let session {
      guard let conversation = try await store.conversation(session) else {
        throw IpaiError(
          .notFound, "no conversation has the id '\(session.prefix(80))'", hint: "see what there is: ipai memory list")
      }
      return [conversation]
    }
    var all: [StoredConversation] = []
    _ = try await store.list(ConversationFilter(includesArchived: true), PageRequest(maxResults: nil)) {
      all.append($0)
    }
    return all
  }
}
