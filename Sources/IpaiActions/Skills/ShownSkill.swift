package import IpaiSkills

/// A version of a skill with what it says of itself and its files.
package struct ShownSkill: Codable, Sendable, Equatable {
  /// A file of the skill.
  package struct File: Codable, Sendable, Equatable {
    /// Relative to the skill's folder.
    package var path: String
    /// How many bytes it has.
    package var bytes: Int
    /// The SHA-256 of its content, in hexadecimal.
    package var sha256: String
    /// True when it may be run.
    package var isExecutable: Bool

    enum CodingKeys: String, CodingKey {
      case path, bytes, sha256
      case isExecutable = "executable"
    }
  }

  /// The version.
  package var skill: StoredSkill
  /// What it says of itself, by field.
  package var fields: [String: String]
  /// The text of its main file, without the front matter.
  package var body: String
  /// Its files.
  package var files: [File]
  /// The other versions, latest first.
  package var versions: [StoredSkill]
  /// What is missing of what it needs.
  package var missing: [String]
}
