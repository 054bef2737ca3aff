package import IpaiCore

/// A version of a skill in the registry, without its files.
package struct StoredSkill: Codable, Sendable, Equatable {
  /// The name of the skill.
  package var name: String
  /// The version.
  package var version: String
  /// Where the version is in its life.
  package var status: SkillStatus
  /// What the skill does and when to use it.
  package var description: String
  /// The metadata that it says of itself. In the single-file form a list or mapping in it is JSON text.
  package var metadata: [String: String]
  /// What identifies its content: `sha256:` and 64 hexadecimal digits.
  package var digest: String
  /// A folder or a single file.
  package var form: SkillForm
  /// The folder or file that it was read from; nil when it came another way.
  package var source: String?
  /// True for the version that was added last.
  package var isLatest: Bool
  /// When this version was added.
  package var added: Timestamp
  /// When its content or its status changed last.
  package var updated: Timestamp

  enum CodingKeys: String, CodingKey {
    case name, version, status, description, metadata, digest, form, source, added, updated
    case isLatest = "latest"
  }
}
