import GRDB

/// Reads the documents of a corpus as turns of conversations.
enum TurnReader {
  /// All documents of the table, whatever a search is about.
  static func read(_ db: Database, _ table: TurnTable) throws -> TurnCollection {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, \(table.conversation), \(table.speaker), \(table.seconds), length(\(table.text)), \(table.position)
        FROM \(table.name)
        """)
    var turns: [(turn: Turn, position: Int64)] = []
    while let row = try rows.next() {
      let turn = Turn(document: row[0], conversation: row[1], speaker: row[2], seconds: row[3], length: row[4])
      turns.append((turn, row[5]))
    }
    // They nearly are in order; SQLite would look each of them up by an index.
    turns.sort { left, right in
      if left.turn.conversation != right.turn.conversation { return left.turn.conversation < right.turn.conversation }
      return left.position < right.position
    }
    return TurnCollection(turns.map(\.turn))
  }
}
