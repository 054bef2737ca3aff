import GRDB
import IpaiDatabase

/// Reads the documents of a corpus as turns of conversations.
enum TurnReader {
  /// All documents of the table, whatever a search is about.
  static func read(_ db: Database, _ table: TurnTable) throws -> TurnCollection {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id, \(table.conversation), \(table.position), \(table.speaker), \(table.seconds), \(table.text)
        FROM \(table.name)
        """)
    var turns: [(turn: Turn, position: Int)] = []
    try statement.forEachRawRow { row in
      let turn = Turn(
        document: row.integer(0), conversation: Int64(row.integer(1)), speaker: row.text(3),
        seconds: Int64(row.integer(4)), length: row.characterCount(5))
      turns.append((turn, row.integer(2)))
    }
    // They nearly are in order; SQLite would look each of them up by an index.
    turns.sort { left, right in
      if left.turn.conversation != right.turn.conversation { return left.turn.conversation < right.turn.conversation }
      return left.position < right.position
    }
    return TurnCollection(turns.map(\.turn))
  }
}
