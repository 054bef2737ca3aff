package import Foundation
import IpaiCore
import IpaiMemory
package import IpaiSearch

/// A request that says among which messages to look.
package protocol MemoryFilterRequest: ActionRequest {
  /// Ids of conversations; none for all.
  var session: [String] { get set }
  /// Ids of users; none for all.
  var user: [String] { get set }
  /// Roles of speakers; none for all.
  var role: [String] { get set }
  /// What the conversation or the message must be linked to; none for anything.
  var linkedTo: [String] { get set }
  /// The first date; nil for no limit.
  var since: String? { get set }
  /// The last date; nil for no limit.
  var until: String? { get set }
}

extension MemoryFilterRequest {
  /// The fields, for the list of an action.
  package static var filterFields: [Field<Self>] {
    [
      .texts("session", \.session, maxBytes: MemoryLimits.idBytes, "Only messages of this conversation."),
      .texts("user", \.user, maxBytes: MemoryLimits.idBytes, "Only conversations of this user."),
      .texts("role", \.role, maxBytes: MemoryLimits.roleBytes, "Only messages of speakers in this role."),
      .texts(
        "linked_to", \.linkedTo,
        "Only messages that are linked to this, or whose conversation is: the id of a commit, a path, the name of a skill or a record."
      ),
      .date(
        "since", \.since,
        "Only messages of this date or later: \(DateExpression.forms). Days begin at midnight UTC."),
      .date("until", \.until, "Only messages of this date or earlier."),
    ]
  }

  /// What to keep. Throws `IpaiError(.usage)` for a date that is none.
  package func filter(now: Date) throws -> DocumentFilter {
    var filter = DocumentFilter(
      since: try since.map { try DateExpression($0, now: now).first },
      until: try until.map { try DateExpression($0, now: now).last })
    filter.sessions = session
    filter.users = user
    filter.roles = role
    // With or without the kind in front, as 'memory link' takes it.
    filter.links = linkedTo.map { (try? LinkTarget($0).target) ?? $0 }
    return filter
  }
}
