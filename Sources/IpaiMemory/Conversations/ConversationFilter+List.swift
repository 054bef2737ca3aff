import IpaiSearch

extension ConversationFilter {
  /// The list that it makes, for cursors.
  var list: PagedList {
    PagedList(
      "memory list", scope: user, DocumentFilter(), [session, kind?.rawValue, "\(includesArchived)"])
  }
}
