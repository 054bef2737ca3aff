/// A row of the table in which other programs look up what is in force.
package struct ListedSkill: Equatable, Sendable {
  /// The version.
  package var version: String
  /// The digest: `sha256:` and 64 digits; empty where the row has none.
  package var digest: String

  /// A row with its parts.
  package init(version: String, digest: String) {
    self.version = version
    self.digest = digest
  }
}
