/// What became of a skill that was to be installed.
package enum InstallOutcome: String, Codable, CaseIterable, Sendable {
  /// It was not there.
  case installed
  /// Another version was there.
  case updated
  /// It was there already.
  case unchanged
}
