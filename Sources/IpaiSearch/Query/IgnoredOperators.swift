/// Why the quotes and dashes of a query were read as plain text.
package enum IgnoredOperators: String, CaseIterable, Codable, Sendable {
  /// The query reads as text that was pasted: it is long, has several lines, or reads as prose.
  case pastedText = "pasted_text"
  /// It only says what to leave out.
  case onlyExclusions = "only_exclusions"
  /// With them nothing was found.
  case noMatch = "no_match"
}
