package import Foundation

/// A file of a skill.
package struct SkillFile: Equatable, Sendable {
  /// The path within the skill, with `/` between its parts.
  package let path: String
  /// True when its owner may run it.
  package let isExecutable: Bool
  /// Its content.
  package let content: Data
  /// The sha256 of its content, in lower-case hexadecimal digits.
  package let sha256: String

  /// A file with its content, whose digest is computed.
  package init(path: String, isExecutable: Bool = false, content: Data) {
    self.path = path
    self.isExecutable = isExecutable
    self.content = content
    sha256 = ContentDigest.sha256(content)
  }

  /// The mode that digests and exports give it: `644` or `755`.
  package var mode: String { isExecutable ? "755" : "644" }
}
