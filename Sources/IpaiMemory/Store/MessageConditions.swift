import GRDB
import IpaiCore
import IpaiSearch

/// Which messages a filter keeps, as SQL over `message m` and `conversation c`.
enum MessageConditions {
  /// The conditions for a WHERE clause; nil when the filter keeps all messages.
  static func of(_ filter: DocumentFilter) -> SQL? {
    var conditions: [SQL] = []
    if let since = filter.since { conditions.append("m.said_at >= \(since.seconds)") }
    if let until = filter.until { conditions.append("m.said_at <= \(until.seconds)") }
    if !filter.sessions.isEmpty { conditions.append("c.session_id IN \(filter.sessions)") }
    if !filter.users.isEmpty { conditions.append("c.user_id IN \(filter.users)") }
    if !filter.roles.isEmpty { conditions.append("m.role IN \(filter.roles)") }
    if !filter.links.isEmpty { conditions.append(isLinked(filter.links)) }
    guard !conditions.isEmpty else { return nil }
    return conditions.map { "(\($0))" as SQL }.joined(separator: " AND ")
  }

  /// The conversation, or the message itself, is linked to one of the targets; the id of a commit may be abbreviated.
  private static func isLinked(_ targets: [String]) -> SQL {
    let matches = targets.map { target -> SQL in
      guard CommitID.isAbbreviated(target) else { return "l.target = \(target)" }
      let last = target.lowercased() + "g"
      return "(l.target = \(target) OR l.kind = 'commit' AND l.target >= \(target.lowercased()) AND l.target < \(last))"
    }
    return """
      EXISTS (
        SELECT 1 FROM memory_link l
        WHERE l.conversation_id = c.id AND l.message_id IN ('', m.message_id)
          AND (\(matches.joined(separator: " OR "))))
      """
  }
}
