package import IpaiCore

/// The versions of another skill that will do: `1.2.3`, `1.2` (any 1.2.x), `^1.2`, `~1.2`, `>=1.0 <2.0`, `*`.
///
/// A pre-release is only in the range when a bound names a pre-release of the same three numbers, as in other package
/// managers; `*` takes every version.
package struct VersionRange: Hashable, Sendable {
  /// Every version.
  package static let any = VersionRange(text: "*", bounds: [])

  /// The range as it was written, with single spaces.
  package let text: String
  /// What all of the versions satisfy; empty for every version.
  let bounds: [VersionBound]

  private init(text: String, bounds: [VersionBound]) {
    self.text = text
    self.bounds = bounds
  }

  /// A range from its text. Throws `IpaiError(.usage)` that says what is wrong.
  package init(_ text: String) throws(IpaiError) {
    let words = VersionRangeReader.words(text)
    self.init(text: words.joined(separator: " "), bounds: try VersionRangeReader.bounds(words, text))
  }

  /// True when the version will do.
  package func contains(_ version: SkillVersion) -> Bool {
    guard bounds.allSatisfy({ $0.admits(version) }) else { return false }
    if version.prerelease.isEmpty || bounds.isEmpty { return true }
    return bounds.contains { bound in
      let named = bound.version
      return !named.prerelease.isEmpty && named.major == version.major && named.minor == version.minor
        && named.patch == version.patch
    }
  }
}

extension VersionRange: CustomStringConvertible {
  /// The range as text.
  package var description: String { text }
}

extension VersionRange: Codable {
  /// Reads a range from its text.
  package init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

  /// Writes the range as its text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
