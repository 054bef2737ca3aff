/// The version of a skill (Semantic Versioning 2.0.0).
///
/// `1.2` and `1` are read as `1.2.0` and `1.0.0`, since the Agent Skills specification itself shows `version: "1.0"`. A `v`
/// in front is refused.
package struct SkillVersion: Hashable, Sendable {
  /// The most characters of a version.
  package static let maxLength = 128
  /// The version of a skill that does not say one.
  package static let unsaid = SkillVersion(0, 1, 0)

  /// Changes that break what relies on the skill.
  package let major: Int
  /// Additions.
  package let minor: Int
  /// Corrections.
  package let patch: Int
  /// The identifiers after a hyphen: `["rc", "1"]`; empty for a release.
  package let prerelease: [String]
  /// The identifiers after a plus sign, which say nothing of the order of versions.
  package let build: [String]

  /// A version with its parts, which are not checked.
  package init(_ major: Int, _ minor: Int, _ patch: Int, prerelease: [String] = [], build: [String] = []) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
    self.build = build
  }

  /// True when the version comes before another (Semantic Versioning 2.0.0, section 11); builds say nothing here.
  package func precedes(_ other: SkillVersion) -> Bool {
    let own = [major, minor, patch]
    let others = [other.major, other.minor, other.patch]
    if own != others { return own.lexicographicallyPrecedes(others) }
    if prerelease.isEmpty || other.prerelease.isEmpty { return !prerelease.isEmpty && other.prerelease.isEmpty }
    for (left, right) in zip(prerelease, other.prerelease) where left != right {
      return Self.identifier(left, precedes: right)
    }
    return prerelease.count < other.prerelease.count
  }

  private static func identifier(_ left: String, precedes right: String) -> Bool {
    switch (isNumeric(left), isNumeric(right)) {
    case (true, true):
      // They have no leading zeros, so the longer one is the larger.
      if left.utf8.count != right.utf8.count { return left.utf8.count < right.utf8.count }
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    case (false, false): return left.utf8.lexicographicallyPrecedes(right.utf8)
    case (let isNumeric, _): return isNumeric
    }
  }

  static func isNumeric(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  }
}

extension SkillVersion: Comparable {
  /// The order of precedence; versions that differ only in their builds are ordered by those, so that equal ones are equal.
  package static func < (left: SkillVersion, right: SkillVersion) -> Bool {
    if left.precedes(right) { return true }
    if right.precedes(left) { return false }
    return left.build.joined(separator: ".").utf8.lexicographicallyPrecedes(right.build.joined(separator: ".").utf8)
  }
}

extension SkillVersion: CustomStringConvertible {
  /// The version as it is written: `1.2.0-rc.1+b7`.
  package var description: String {
    var text = "\(major).\(minor).\(patch)"
    if !prerelease.isEmpty { text += "-" + prerelease.joined(separator: ".") }
    if !build.isEmpty { text += "+" + build.joined(separator: ".") }
    return text
  }
}
