/// A field of a manifest that differs between two versions of a skill.
package struct SkillFieldChange: Equatable, Codable, Sendable {
  /// The field: `version`, `metadata.author`.
  package let field: String
  /// What it was; nil when it was not there.
  package let old: String?
  /// What it is; nil when it is no longer there.
  package let new: String?
}

extension SkillManifest {
  /// The fields that are there, as text.
  package var fields: [String: String] {
    var fields = [
      "name": name.text, "version": version.description, "description": description, "status": status.rawValue,
    ]
    fields["license"] = license
    fields["compatibility"] = compatibility
    if !allowedTools.isEmpty { fields["allowed_tools"] = allowedTools.joined(separator: " ") }
    if !requires.isEmpty { fields["requires"] = requires.map(\.description).joined(separator: ", ") }
    for (key, value) in metadata where !Self.ownKeys.contains(key) { fields["metadata.\(key)"] = value }
    for (key, value) in others { fields[key] = value }
    return fields
  }

  /// The keys of the metadata that are fields of their own.
  private static let ownKeys: Set<String> = [
    "version", "ipai.version", "status", "ipai.status", "requires", "ipai.requires",
  ]
}
