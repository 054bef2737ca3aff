import IpaiCore

/// Which passages `s` of corpora in PostgreSQL need a vector, as conditions in statements. Names of corpora are valid ones.
enum PostgresDistinctPassages {
  /// The column that is the same for passages of the same text.
  static let column = "digest"

  /// True for the passages of the corpora that a file has.
  static func all(of corpora: [String]) -> String { condition("s", corpora) }

  /// True for the first passage of each text.
  static func first(of corpora: [String]) -> String {
    """
    \(condition("s", corpora)) AND NOT EXISTS (
      SELECT FROM mcp.passage o WHERE o.digest = s.digest AND o.id < s.id AND \(condition("o", corpora)))
    """
  }

  private static func condition(_ passage: String, _ corpora: [String]) -> String {
    let names = corpora.map { "'\($0.replacing(scalar: "'", with: "''"))'" }.joined(separator: ", ")
    return """
      \(passage).corpus IN (\(names))
      AND EXISTS (SELECT FROM mcp.source_file f WHERE f.document_id = \(passage).document_id)
      """
  }
}
