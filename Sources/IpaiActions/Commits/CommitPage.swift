/// A page of a list of commits.
package struct CommitPage: ListOutcome, Equatable {
  /// The commits of the page, newest first.
  package var items: [CommitSummary] = []
  /// The cursor of the next page; nil when there is none.
  package var next: String?
  /// How many commits a filter by path may have missed, as not all of their paths are kept; nil for none.
  package var withoutAllPaths: Int?
  /// Where nothing matches, what would; nil where that is not known.
  package var hint: String?

  enum CodingKeys: String, CodingKey {
    case next, hint
    case items = "commits"
    case withoutAllPaths = "without_all_paths"
  }
}
