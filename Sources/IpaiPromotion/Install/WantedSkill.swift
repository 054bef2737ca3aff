package import IpaiCore
import IpaiSkills

/// A skill as somebody asks for it: `NAME`, `NAME@VERSION` or `NAME@LABEL`.
package struct WantedSkill: Equatable, Sendable {
  /// Which version is asked for.
  package enum Choice: Equatable, Sendable {
    /// The one in force.
    case inForce
    /// The one that a label names.
    case label(SkillLabel)
    /// This one.
    case version(String)
  }

  /// The name of the skill.
  package let name: String
  /// Which version.
  package let choice: Choice

  /// Reads what somebody typed. Throws `IpaiError(.usage)` for what cannot be a name.
  package init(_ text: String) throws(IpaiError) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    name = try SkillName(parts[0], in: .folder).text
    guard parts.count > 1 else {
      choice = .inForce
      return
    }
    guard !parts[1].isEmpty, parts[1].utf8.count <= 128 else {
      throw IpaiError(.usage, "'\(text.prefix(80))' names no version", hint: "write NAME, NAME@VERSION or NAME@LABEL")
    }
    choice = SkillLabel(rawValue: parts[1]).map(Choice.label) ?? .version(parts[1])
  }

  /// This version of a skill.
  package init(name: String, version: String) {
    self.name = name
    choice = .version(version)
  }

  /// What follows the name; nil for the version in force.
  package var asked: String? {
    switch choice {
    case .inForce: nil
    case .label(let label): label.rawValue
    case .version(let version): version
    }
  }
}
