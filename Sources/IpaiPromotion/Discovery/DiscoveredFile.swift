package import IpaiSkills

/// A file of a skill in an index and in a lock file.
package struct DiscoveredFile: Codable, Equatable, Sendable {
  /// The path in the skill.
  package var path: String
  /// The sha256 of its content: 64 digits.
  package var sha256: String
  /// How many bytes it has.
  package var size: Int
  /// Whether its owner may run it.
  package var isExecutable: Bool

  private enum CodingKeys: String, CodingKey {
    case path, sha256, size
    case isExecutable = "executable"
  }

  /// A file as it is.
  package init(_ file: SkillFile) {
    path = file.path
    sha256 = file.sha256
    size = file.content.count
    isExecutable = file.isExecutable
  }
}
