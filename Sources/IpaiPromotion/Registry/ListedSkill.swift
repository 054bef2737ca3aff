/// A row of the table in which other programs look up what is in force.
package struct ListedSkill: Equatable, Sendable {
  /// The version.
  package var version: String
  /// The status.
  package var status: String
  /// The digest: `sha256:` and 64 digits; empty where the row has none.
  package var digest: String
  /// Whether a promotion has written it.
  package var isByIpai: Bool

  /// A row with its parts.
  package init(version: String, status: String, digest: String, isByIpai: Bool) {
    self.version = version
    self.status = status
    self.digest = digest
    self.isByIpai = isByIpai
  }
}
