import IpaiCore
import IpaiMemory

/// Conversations that are ready to be stored together.
struct PreparedBatch: Sendable {
  /// A conversation that cannot be stored.
  struct Refused: Sendable {
    let sessionID: String
    let error: IpaiError
  }

  /// The conversations, each with the links that were found in it, whose ids of commits are as they were written.
  var conversations: [(conversation: PreparedConversation, links: [MemoryLink])] = []
  /// What was refused.
  var refused: [Refused] = []
  /// What could not be read before.
  var problems: [ImportProblem] = []
}
