/// How documents are found.
package enum SearchMode: String, Codable, CaseIterable, Sendable {
  /// By words and by meaning, mixed.
  case hybrid
  /// By words alone.
  case lexical
  /// By meaning alone.
  case vector
}
