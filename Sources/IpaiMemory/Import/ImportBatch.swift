/// Conversations that were read and are stored together.
package struct ImportBatch: Sendable {
  /// In the order in which they were found.
  package private(set) var conversations: [NewConversation] = []
  /// What could not be read before the last of them.
  package private(set) var problems: [ImportProblem] = []
  private var messages = 0
  private var bytes = 0

  /// How many messages a batch has, about.
  private static let messages = 10_000
  /// How many bytes they have, about: few messages can be long.
  private static let bytes = 8 << 20

  /// Adds what came of a record.
  mutating func add(_ output: ImportOutput) {
    conversations += output.conversations
    problems += output.problems
    for conversation in output.conversations {
      messages += conversation.messages.count
      for message in conversation.messages { bytes += message.content.utf8.count }
    }
  }

  /// True when it is to be stored.
  var isFull: Bool { messages >= Self.messages || bytes >= Self.bytes }
  /// True when nothing is in it.
  var isEmpty: Bool { conversations.isEmpty && problems.isEmpty }
}
