package import IpaiPostgres
import IpaiSearch

/// Makes messages in PostgreSQL findable that are not, such as those that were stored before it had an index of words.
package struct PostgresMessageWords {
  private let pool: PostgresPool

  /// How many messages are read at once.
  private static let batch = 1_000

  /// Works on the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  /// Returns how many messages, or passages of long ones, became findable.
  package func run() async throws -> Int {
    var count = 0
    while true {
      let added = try await pool.transaction { connection in
        let rows = try await connection.query(
          """
          SELECT id, content FROM mcp.message WHERE id NOT IN (
            SELECT d FROM mcp.word_segment s CROSS JOIN unnest(s.documents) d WHERE s.corpus = 'memory')
          ORDER BY id LIMIT $1 FOR SHARE OF message
          """, [.integer(Int64(Self.batch))])
        let analyzer = try TextAnalyzer()
        let documents = try (0..<rows.count).map { place in
          let terms = PreparedPassage(rows[place].text(1) ?? "", analyzer).terms
          return (number: try rows[place].integer(0) ?? 0, fields: [terms])
        }
        try await SegmentStore(connection, .memory).add(documents)
        return documents.count
      }
      guard added > 0 else { return count }
      count += added
    }
  }
}
