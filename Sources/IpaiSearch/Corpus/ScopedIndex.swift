/// The documents of a corpus that one request is about, ready to be searched.
package protocol ScopedIndex {
  /// Distinguishes the scope from others of the corpus, in cursors; nil for the whole corpus.
  var identity: String? { get }

  /// The document that the request's `like` names; nil when the corpus has no such names.
  ///
  /// Throws `IpaiError`: `.notFound` when nothing has that name, `.usage` when several documents do.
  func example() async throws -> SearchExample?

  /// The documents that match: those that `part` asks for, best first.
  ///
  /// Throws `IpaiError`: `.usage` for a bad filter, `.notFound` when the mode that was asked for needs vectors that do not
  /// exist.
  func find(_ query: Query, _ analyzer: TextAnalyzer, _ part: RankingPart) async throws -> RankedDocuments
}
