import IpaiCore
import IpaiDatabase
import IpaiMemory

/// Stores conversations with the links that are found in them.
struct MemoryWriting {
  private let services: Services
  private let store: any MemoryStore
  private let preparation: ConversationPreparation
  private let now: Timestamp
  private var finding: LinkFinding

  /// Writes to the database of `services`.
  init(_ services: Services, keepsSecrets: Bool) throws {
    self.services = services
    store = try services.memoryForWriting()
    now = Timestamp(services.now())
    preparation = ConversationPreparation(now: now, keepsSecrets: keepsSecrets)
    finding = try LinkFinding(services)
  }

  /// Stores conversations in one transaction and adds what became of them to `outcome`.
  mutating func write(_ conversations: [NewConversation], to outcome: inout AddedMemory) throws {
    var prepared: [PreparedConversation] = []
    for conversation in conversations {
      do { prepared.append(try preparation.prepare(conversation)) } catch let error as IpaiError {
        outcome.take(.failure(error), conversation.sessionID)
      }
    }
    for (conversation, result) in zip(prepared, try store.add(prepared)) {
      outcome.take(result, conversation.sessionID)
      guard case .success(let summary) = result, summary.added > 0 else { continue }
      outcome.linked += try store.link(try finding.links(in: conversation), at: now)
    }
  }
}
