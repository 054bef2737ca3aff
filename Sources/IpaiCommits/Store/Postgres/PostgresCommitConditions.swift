import IpaiCore
import IpaiDatabase
import IpaiPostgres
import IpaiSearch

/// Which commits a filter keeps, as conditions over `mcp.git_commit c` with the values that belong to them.
struct PostgresCommitConditions {
  /// The values of `$1` and so on.
  private(set) var values: [PostgresValue] = []
  private var conditions: [String] = []

  /// Those of a filter. Throws `IpaiError(.usage)` for a bad pattern.
  init(_ connection: PostgresConnection, _ filter: CommitFilter) async throws {
    try filter.check()
    if let repository = filter.scope.repository {
      let id = value(.integer(repository.id))
      add("EXISTS (SELECT FROM mcp.reachable x WHERE x.commit_id = c.id AND x.repository_id = \(id))")
    } else {
      add("EXISTS (SELECT FROM mcp.reachable x WHERE x.commit_id = c.id)")
    }
    let dates = (since: filter.filter.since, until: filter.filter.until)
    if let since = dates.since { add("c.committed_at >= \(value(.integer(since.seconds)))") }
    if let until = dates.until { add("c.committed_at <= \(value(.integer(until.seconds)))") }
    if !filter.filter.authors.isEmpty { add(isAuthor(filter.filter.authors)) }
    let globs = try filter.patterns().map(\.bytes)
    guard !globs.isEmpty, !globs.contains([]) else { return }
    let paths = try await Self.paths(connection, globs)
    add(
      """
      c.id IN (SELECT h.commit_id FROM mcp.changed_path h WHERE h.path_id = ANY (\(value(.integers(paths)))::bigint[]))
      """)
  }

  /// The conditions, joined by AND.
  var text: String { conditions.map { "(\($0))" }.joined(separator: " AND ") }

  /// Adds a condition.
  mutating func add(_ condition: String) { conditions.append(condition) }

  /// Adds a value, and returns what stands for it.
  mutating func value(_ value: PostgresValue) -> String {
    values.append(value)
    return "$\(values.count)"
  }

  private static let letters = (upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", lower: "abcdefghijklmnopqrstuvwxyz")

  /// The author's name or address holds one of the texts. As SQLite's LIKE, it takes the letters of ASCII in either case.
  private mutating func isAuthor(_ texts: [String]) -> String {
    let texts = texts.map { text in
      String(decoding: text.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
    return """
      c.author_id IN (
        SELECT p.id FROM mcp.person p
        CROSS JOIN LATERAL translate(p.name || ' <' || p.email || '>', '\(Self.letters.upper)', '\(Self.letters.lower)') AS n
        WHERE EXISTS (SELECT FROM unnest(\(value(.texts(texts)))::text[]) AS t WHERE strpos(n, t COLLATE "C") > 0))
      """
  }

  /// The rows of the paths that match one of the patterns. The server chooses those that begin as one of them does.
  private static func paths(_ connection: PostgresConnection, _ globs: [[UInt8]]) async throws -> [Int64] {
    let starts = globs.map { glob in Array(glob.prefix { !"*?[".utf8.contains($0) }) }
    let rows = try await connection.query(
      """
      SELECT p.id, p.name FROM mcp.path p
      WHERE EXISTS (SELECT FROM unnest($1::bytea[]) AS s WHERE substring(p.name FROM 1 FOR length(s)) = s)
      """, [.blobs(starts)])
    let below = globs.map { $0 + Array("/*".utf8) }
    var paths: [Int64] = []
    for number in 0..<rows.count {
      guard let id = try rows[number].integer(0), let name = rows[number].bytes(1) else { continue }
      if (globs + below).contains(where: { GlobPattern.matches($0, name) }) { paths.append(id) }
    }
    return paths
  }
}
