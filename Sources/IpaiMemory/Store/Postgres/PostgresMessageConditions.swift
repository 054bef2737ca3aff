import IpaiCore
import IpaiPostgres
import IpaiSearch

/// Which messages a filter keeps, as conditions over `mcp.message m` and `mcp.conversation c` with the values that belong to them.
struct PostgresMessageConditions {
  /// The values of `$1` and so on.
  private(set) var values: [PostgresValue] = []
  private var conditions: [String] = []

  /// True when the filter keeps all messages.
  var isEmpty: Bool { conditions.isEmpty }

  /// Those of a filter. Texts with a NUL, which PostgreSQL does not store, match nothing.
  init(_ filter: DocumentFilter) {
    if let since = filter.since { add("m.said_at >= to_timestamp(\(value(.integer(since.seconds))))") }
    if let until = filter.until { add("m.said_at <= to_timestamp(\(value(.integer(until.seconds))))") }
    if !filter.sessions.isEmpty { add("c.session_id = ANY (\(value(filter.sessions)))") }
    if !filter.users.isEmpty { add("c.user_id = ANY (\(value(filter.users)))") }
    if !filter.roles.isEmpty { add("m.role = ANY (\(value(filter.roles)))") }
    if !filter.links.isEmpty { add(isLinked(filter.links)) }
  }

  /// The conditions, joined by AND.
  func text() -> String { isEmpty ? "TRUE" : conditions.map { "(\($0))" }.joined(separator: " AND ") }

  /// Adds a value, and returns what stands for it.
  mutating func value(_ value: PostgresValue) -> String {
    values.append(value)
    return "$\(values.count)"
  }

  private mutating func value(_ texts: [String]) -> String {
    value(.texts(texts.filter { !$0.utf8.contains(0) })) + "::text[]"
  }

  private mutating func add(_ condition: String) { conditions.append(condition) }

  /// The conversation, or the message itself, is linked to one of the targets; the id of a commit may be abbreviated.
  private mutating func isLinked(_ targets: [String]) -> String {
    let starts = targets.filter(CommitID.isAbbreviated).map { $0.lowercased() }
    return """
      EXISTS (
        SELECT FROM mcp.memory_link l WHERE l.conversation_id = c.id AND l.message_id IN ('', m.message_id)
          AND (l.target = ANY (\(value(targets))) OR l.kind = 'commit' AND EXISTS (
            SELECT FROM unnest(\(value(starts))) AS s (start) WHERE starts_with(l.target, s.start))))
      """
  }
}
