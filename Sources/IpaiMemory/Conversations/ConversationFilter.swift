package import IpaiCore

/// Which conversations to list.
package struct ConversationFilter: Sendable, Equatable {
  /// Only those of this user; nil for all.
  package var user: String?
  /// Only those with this id; nil for all.
  package var session: String?
  /// Only those of this kind; nil for all.
  package var kind: StoredConversation.Kind?
  /// Only those that ended at this time or later.
  package var since: Timestamp?
  /// Only those that ended at this time or earlier.
  package var until: Timestamp?
  /// Whether archived conversations are listed too.
  package var includesArchived: Bool

  /// By default all conversations that are not archived.
  package init(
    user: String? = nil, session: String? = nil, kind: StoredConversation.Kind? = nil, since: Timestamp? = nil,
    until: Timestamp? = nil, includesArchived: Bool = false
  ) {
    self.user = user
    self.session = session
    self.kind = kind
    self.since = since
    self.until = until
    self.includesArchived = includesArchived
  }
}
