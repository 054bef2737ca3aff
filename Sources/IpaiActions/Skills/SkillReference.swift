import IpaiCore

/// A skill as people name it: `deploy-check`, or `deploy-check@1.2.0` for one of its versions.
package struct SkillReference: Equatable, Sendable {
  /// The name.
  package var name: String
  /// The version; nil for the latest.
  package var version: String?

  /// Reads a reference; everything is one.
  package init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    name = parts[0]
    version = parts.count > 1 ? parts[1] : nil
  }
}
