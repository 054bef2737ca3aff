/// Another skill that a skill needs.
package struct SkillRequirement: Hashable, Codable, Sendable {
  /// The name of the other skill.
  package let name: SkillName
  /// The versions of it that will do.
  package let range: VersionRange

  /// A requirement with its parts.
  package init(_ name: SkillName, _ range: VersionRange = .any) {
    self.name = name
    self.range = range
  }
}

extension SkillRequirement: CustomStringConvertible {
  /// The requirement as it is written in `metadata.requires`: `other-skill ^1.2`.
  package var description: String { range == .any ? name.text : "\(name) \(range)" }
}
