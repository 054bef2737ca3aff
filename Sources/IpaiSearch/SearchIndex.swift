/// Something that can be searched: the word index in SQLite, and what joins it later.
package protocol SearchIndex: Sendable {
  /// The name of the kind of document it holds.
  var corpus: String { get }

  /// The best results, best first.
  ///
  /// Throws `IpaiError`: `.notFound` when what is to be searched has not been indexed, `.usage` for a bad filter.
  func search(_ request: SearchRequest) throws -> SearchResults
}
