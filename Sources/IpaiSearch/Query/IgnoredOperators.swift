/// Why the quotes and dashes of a query were read as plain text.
package enum IgnoredOperators: String, CaseIterable, Codable, Sendable {
  /// The query reads as text that was pasted: it is long, has several lines, or reads as prose.
  case pastedText = "pasted_text"
  /// The query only says what to leave out.
  case onlyExclusions = "only_exclusions"
  /// Nothing matched when they were operators.
  case noMatch = "no_match"
}
