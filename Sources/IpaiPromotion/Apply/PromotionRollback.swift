import IpaiCore
import IpaiSkills

/// Finds what a rollback of a skill leads back to.
package struct PromotionRollback {
  private let registry: any PromotionRegistry

  /// Looks in `registry`.
  package init(_ registry: any PromotionRegistry) { self.registry = registry }

  /// The step that puts `version` in force again, or what was in force before where it is nil.
  ///
  /// Throws `IpaiError`: `.notFound` for a skill or a version that was never promoted, `.conflict` when there is nothing to go back to.
  package func step(of name: String, to version: String?) async throws -> PromotionStep {
    let state = try await registry.state([name])
    guard let last = state.current[name] else {
      throw IpaiError(
        .notFound, "the skill '\(name.prefix(80))' was never promoted to \(registry.place)",
        hint: "to see what was: ipai promote status")
    }
    let target: String
    if let version {
      target = version
    } else {
      target = try await versionBefore(name, isRetired: state.inForce(name) == nil)
    }
    guard let known = state.versions[name]?[target] else {
      throw IpaiError(
        .notFound, "version \(target.prefix(80)) of '\(name)' was never promoted",
        hint: "to see which were: ipai promote log \(ShellWord.quoted(name))")
    }
    if let inForce = state.inForce(name), inForce.step.version == target {
      throw IpaiError(.conflict, "version \(target) of '\(name)' is in force already")
    }
    var step = known.step
    step.action = .rollBack
    step.previous = state.inForce(name)?.previous
    step.source = known.step.source.isEmpty ? last.step.source : known.step.source
    return step
  }

  private func versionBefore(_ name: String, isRetired: Bool) async throws -> String {
    var history = VersionsInForce()
    try await registry.steps(of: name) { history.add($0) }
    guard let version = isRetired ? history.versions.last : history.versions.dropLast().last else {
      throw IpaiError(
        .conflict, "there is no version of '\(name)' before the one in force", hint: "name one with --to VERSION")
    }
    return version
  }
}
