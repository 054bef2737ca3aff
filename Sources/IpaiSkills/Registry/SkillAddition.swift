/// A skill that is to be stored: its files and what it says of itself.
package struct SkillAddition: Sendable {
  /// The skill, without errors.
  package let package: SkillPackage
  /// What it says of itself.
  package let manifest: SkillManifest
  /// The absolute path that it was read from; nil when it came another way.
  package let source: String?

  /// A skill as it was read. Throws `IpaiError(.conflict)` for one with errors.
  package init(_ package: SkillPackage, source: String?) throws {
    self.package = package
    self.source = source
    manifest = try package.accepted()
  }
}
