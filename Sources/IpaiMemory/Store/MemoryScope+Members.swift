extension MemoryScope {
  /// A query for the numbers of the messages.
  package var members: String {
    "SELECT m.id FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE c.archived_at IS NULL"
  }
}
