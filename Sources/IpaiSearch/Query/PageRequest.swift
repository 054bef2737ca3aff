import IpaiCore

/// Which part of a list is wanted.
package struct PageRequest: Sendable, Equatable {
  /// How many items at most; nil for all.
  package var maxResults: Int?
  /// The cursor that an earlier page of the same list gave; nil for the first page.
  package var after: String?

  /// The page after the cursor `after`; the first page when it is nil.
  package init(maxResults: Int?, after: String? = nil) {
    self.maxResults = maxResults
    self.after = after
  }

  /// Throws `IpaiError(.usage)` for a number that no list accepts, wherever the request comes from.
  package func validate() throws {
    guard let maxResults, Setting.maxResults.kind.normalized(String(maxResults)) == nil else { return }
    throw IpaiError(.usage, Setting.maxResults.complaint(about: String(maxResults)))
  }
}
