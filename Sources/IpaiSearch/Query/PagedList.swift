/// Identifies a list, so that a cursor of one list is not accepted for another. Dates are not part of it: they may be
/// relative to now, and each page is read at a different time.
package struct PagedList: Sendable {
  /// All that identifies the list, separated by NULs.
  let name: String

  /// `scope` is what the list is about, such as the git directory of a repository; nil for everything.
  package init(_ kind: String, scope: String?, _ filter: DocumentFilter, _ others: [String?] = []) {
    let parts =
      [kind, scope] + others + ["author"] + filter.authors + ["path"] + filter.paths
      + ["session"] + filter.sessions + ["user"] + filter.users + ["role"] + filter.roles + ["link"] + filter.links
      + ["language"] + filter.languages + ["metadata"] + filter.metadata.map { "\($0.key)=\($0.value)" }
    name = parts.map { $0 ?? "\u{1}" }.joined(separator: "\u{0}")
  }
}
