import IpaiCore
import IpaiMemory

/// Makes conversations ready to be stored: all work on them that needs no writing. Each thread needs its own.
struct MemoryPreparation {
  private let preparation: ConversationPreparation
  private var finding: LinkFinding

  /// Finds links with what `services` has; `skills` are the names of all skills, and `keepsSecrets` leaves texts as they are.
  init(_ services: Services, skills: Set<String>, keepsSecrets: Bool) {
    preparation = ConversationPreparation(now: Timestamp(services.now()), keepsSecrets: keepsSecrets)
    finding = LinkFinding(services, skills: skills)
  }

  /// The conversations as they will be stored, and those that are refused.
  ///
  /// Those that belong to nobody go to `userID`. `problems` are those of reading them.
  mutating func prepare(
    _ conversations: [NewConversation], userID: String? = nil, problems: [ImportProblem] = []
  ) throws -> PreparedBatch {
    var batch = PreparedBatch()
    batch.problems = problems
    for var conversation in conversations {
      conversation.userID = conversation.userID ?? userID
      let prepared: PreparedConversation
      do { prepared = try preparation.prepare(conversation) } catch let error as IpaiError where error.code == .usage {
        batch.refused.append(PreparedBatch.Refused(sessionID: conversation.sessionID, error: error))
        continue
      }
      batch.conversations.append((prepared, finding.links(in: prepared)))
    }
    return batch
  }
}
