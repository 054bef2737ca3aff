/// What a skill says of itself.
package struct SkillManifest: Equatable, Codable, Sendable {
  /// Its name.
  package var name: SkillName
  /// Its version.
  package var version: SkillVersion
  /// What it does and when it is of use.
  package var description: String
  /// The status that its source says; what the registry knows may differ.
  package var status: SkillStatus
  /// The name of a license or of a file with one.
  package var license: String?
  /// What it needs around it.
  package var compatibility: String?
  /// The tools that it may use without being asked.
  package var allowedTools: [String]
  /// The metadata as text. In the single-file form a list or mapping in it is JSON text.
  package var metadata: [String: String]
  /// The other skills that it needs.
  package var requires: [SkillRequirement]
  /// The other keys, with their values as JSON text.
  package var others: [String: String]

  private enum CodingKeys: String, CodingKey {
    case name, version, description, status, license, compatibility
    case allowedTools = "allowed_tools"
    case metadata, requires, others
  }

  /// A manifest with its parts.
  package init(
    name: SkillName, version: SkillVersion = .unsaid, description: String, status: SkillStatus = .dev,
    license: String? = nil, compatibility: String? = nil, allowedTools: [String] = [], metadata: [String: String] = [:],
    requires: [SkillRequirement] = [], others: [String: String] = [:]
  ) {
    self.name = name
    self.version = version
    self.description = description
    self.status = status
    self.license = license
    self.compatibility = compatibility
    self.allowedTools = allowedTools
    self.metadata = metadata
    self.requires = requires
    self.others = others
  }
}
