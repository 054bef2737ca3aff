import IpaiSkills

/// A skill in an index, with the artifact of the version in force.
package struct DiscoveredSkill: Codable, Equatable, Sendable {
  /// What ipai says of a skill beyond what every index has.
  package struct Details: Codable, Equatable, Sendable {
    /// The version in force.
    package var version: String
    /// Where that is in its life.
    package var status: String
    /// The digest of its files, which is the same wherever the version is: `sha256:` and 64 digits.
    package var digest: String
    /// The number of the promotion that put it in force.
    package var promotion: Int
    /// The versions that labels name, by label.
    package var labels: [String: String]
    /// The files of the version in force.
    package var files: [DiscoveredFile]
    /// The versions that can be had, the one in force among them, last promoted first.
    package var versions: [DiscoveredVersion]
  }

  /// Its name.
  package var name: String
  /// What its artifact is.
  package var type: SkillArtifact.Kind
  /// What it does and when to use it.
  package var description: String
  /// Where its artifact is, seen from the index.
  package var url: String
  /// The sha256 of the artifact: `sha256:` and 64 digits.
  package var digest: String
  /// More about it; nil where another program made the index.
  package var ipai: Details?

  /// A skill with its parts.
  package init(
    name: String, type: SkillArtifact.Kind, description: String, url: String, digest: String, ipai: Details?
  ) {
    self.name = name
    self.type = type
    self.description = description
    self.url = url
    self.digest = digest
    self.ipai = ipai
  }
}
