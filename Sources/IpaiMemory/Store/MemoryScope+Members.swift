extension MemoryScope {
  /// A query for the numbers of the messages.
  package var members: String {
    "SELECT m.id FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE c.archived_at IS NULL"
  }

  /// All but the messages of archived conversations, which are few.
  package var condition: String {
    """
    id NOT IN (
      SELECT id FROM message WHERE conversation_id IN (SELECT id FROM conversation WHERE archived_at IS NOT NULL))
    """
  }
}
