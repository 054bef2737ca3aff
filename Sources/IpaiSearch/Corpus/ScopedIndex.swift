/// The documents of a corpus that one request is about, ready to be searched.
package protocol ScopedIndex {
  /// What tells the scope from others of the corpus, for cursors; nil for the whole corpus.
  var identity: String? { get }

  /// The document that the request's `like` names; nil when the corpus has no names for that.
  ///
  /// Throws `IpaiError`: `.notFound` when nothing is named so, `.usage` when several are.
  func example() throws -> SearchExample?

  /// The documents that match, best first, of those that `part` asks for.
  ///
  /// Throws `IpaiError`: `.usage` for a bad filter, `.notFound` when the mode that was asked for needs vectors that are
  /// not there.
  func find(_ query: Query, _ analyzer: TextAnalyzer, _ part: RankingPart) throws -> RankedDocuments
}
