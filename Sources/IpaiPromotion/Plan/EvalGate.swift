import IpaiCore
package import IpaiSkills

/// Gives what the evals of a skill have shown the last time, by its name and its files.
package typealias EvalEvidenceSource = (String, SkillPackage) async throws -> EvalEvidence?

/// Lets a skill through when its evals have passed on the very files that are promoted.
struct EvalGate {
  private let selection: PromotionSelection
  private let evidence: EvalEvidenceSource

  init(_ selection: PromotionSelection, _ evidence: @escaping EvalEvidenceSource) {
    self.selection = selection
    self.evidence = evidence
  }

  /// The step with what the evals have shown. `earlier` is the same version as it was promoted before.
  ///
  /// Throws `IpaiError(.conflict)` for evals that are missing, stale or have failed.
  func passed(
    _ step: PromotionStep, _ skill: SkillPackage, earlier: PromotedVersion?
  ) async throws -> PromotionStep {
    var step = step
    let tree = skill.tree
    let known = earlier?.step.digest == step.digest ? earlier?.step.evals : nil
    let found = try await known == nil ? evidence(step.name, skill) : nil
    let shown = found?.of == step.digest ? found : known
    step.evals = shown
    let run = "ipai skills eval \(ShellWord.quoted(step.source))"
    guard let shown else {
      let hasEvals = tree.files.contains { Self.isEvals($0.path) }
      if !hasEvals, selection.takesWithoutEvals {
        step.isWithoutEvals = true
        return step
      }
      throw missing(step, hasEvals: hasEvals, isStale: found != nil, run)
    }
    if shown.failed > 0 {
      throw IpaiError(
        .conflict, "\(step.source): \(shown.failed) of \(Count.text(shown.passed + shown.failed, "eval")) failed",
        hint: "to see which: \(run)")
    }
    if shown.passed == 0 {
      guard selection.takesWithoutEvals else {
        throw IpaiError(
          .conflict, "\(step.source): none of its evals could be run",
          hint: "to see why: \(run); to promote it all the same, add --allow-missing-evals")
      }
      step.isWithoutEvals = true
    }
    return step
  }

  /// Whether a file is one of those that evals stand in.
  private static func isEvals(_ path: String) -> Bool {
    guard path.hasPrefix("evals/"), path.split(separator: "/").count == 2 else { return false }
    return path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path == "evals/evals.json"
  }

  private func missing(_ step: PromotionStep, hasEvals: Bool, isStale: Bool, _ run: String) -> IpaiError {
    guard hasEvals else {
      return IpaiError(
        .conflict, "\(step.source): it has no evals",
        hint: "add some in evals/ ('man 7 ipai-skills'), or promote it without, with --allow-missing-evals")
    }
    if isStale {
      return IpaiError(
        .conflict, "\(step.source): its evals were run on other content than this", hint: "run them again: \(run)")
    }
    return IpaiError(.conflict, "\(step.source): its evals have not been run", hint: "run them: \(run)")
  }
}
