import IpaiSkills

/// What a registry has.
package struct RegistryState: Sendable {
  /// The last promotion; nil for a registry without any.
  package var head: PromotionHead?
  /// What was last done to each skill, by name.
  package var current: [String: PromotedVersion] = [:]
  /// Every version that was promoted, by name and version, as it was promoted last.
  package var versions: [String: [String: PromotedVersion]] = [:]
  /// The digests of versions that are stored in approved or stable without a promotion, by name and version.
  package var unpromoted: [String: [String: String]] = [:]

  /// A registry that has nothing.
  package init() {}

  /// What is in force of a skill; nil when it was never promoted or is retired.
  package func inForce(_ name: String) -> PromotedVersion? {
    guard let last = current[name], last.step.action != .retire else { return nil }
    return last
  }
}
