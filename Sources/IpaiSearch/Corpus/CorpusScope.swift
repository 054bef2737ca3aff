/// Which documents of a corpus a search is about.
package protocol CorpusScope: Sendable {
  /// A query whose only column holds the numbers of the documents.
  var members: String { get }
  /// The same as a condition on `id`, for those who go through all documents.
  var condition: String { get }
  /// Distinguishes the scope from others of the corpus; nil for the whole corpus.
  var identity: String? { get }
  /// The command that brings the documents up to date, for hints.
  var updateCommand: String { get }
}

extension CorpusScope {
  /// True for the numbers that `members` returns.
  package var condition: String { "id IN (\(members))" }
}
