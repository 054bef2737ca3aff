/// A version of a skill in an index.
package struct DiscoveredVersion: Codable, Equatable, Sendable {
  /// The version.
  package var version: String
  /// Where it was in its life when it was last promoted.
  package var status: String
  /// The digest of its files: `sha256:` and 64 digits.
  package var digest: String
  /// The number of the promotion that was the last one to promote it.
  package var promotion: Int
  /// What its artifact is.
  package var type: SkillArtifact.Kind
  /// Where its artifact is, seen from the index.
  package var url: String
  /// The sha256 of the artifact: `sha256:` and 64 digits.
  package var artifact: String

  /// A version with its parts.
  package init(
    version: String, status: String, digest: String, promotion: Int, type: SkillArtifact.Kind, url: String,
    artifact: String
  ) {
    self.version = version
    self.status = status
    self.digest = digest
    self.promotion = promotion
    self.type = type
    self.url = url
    self.artifact = artifact
  }
}
