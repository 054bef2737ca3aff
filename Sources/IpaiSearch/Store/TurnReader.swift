import GRDB

/// Reads the documents of a corpus as turns of conversations.
enum TurnReader {
  /// All documents of the table, whatever a search is about.
  static func read(_ db: Database, _ table: TurnTable) throws -> TurnCollection {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, \(table.conversation), \(table.speaker), \(table.seconds), length(\(table.text)) FROM \(table.name)
        ORDER BY \(table.conversation), \(table.position)
        """)
    var turns: [Turn] = []
    while let row = try rows.next() {
      turns.append(Turn(document: row[0], conversation: row[1], speaker: row[2], seconds: row[3], length: row[4]))
    }
    return TurnCollection(turns)
  }
}
