/// What a list is of, so that a cursor of one is not taken for a cursor of another. Dates are not part of it: they may be
/// relative to now, and each page is read at another time.
package struct PagedList: Sendable {
  let name: String

  /// `scope` is where the list is made, as the git directory of a repository.
  package init(_ kind: String, scope: String?, _ filter: DocumentFilter, _ others: [String?] = []) {
    let parts = [kind, scope] + others + ["author"] + filter.authors + ["path"] + filter.paths
    name = parts.map { $0 ?? "\u{1}" }.joined(separator: "\u{0}")
  }
}
