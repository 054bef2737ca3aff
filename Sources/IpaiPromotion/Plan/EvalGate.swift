import IpaiCore
package import IpaiSkills

/// Gives what the evals of a skill have shown the last time, by its name and its files.
package typealias EvalEvidenceSource = (String, SkillPackage) async throws -> EvalEvidence?

/// Gives the path by which the caller names a skill at a path of the repository; nil where the commit is not checked out.
package typealias CheckedOutPath = (String) -> String?

/// Lets a skill through when its evals have passed on the very files that are promoted.
struct EvalGate {
  private let selection: PromotionSelection
  private let path: CheckedOutPath
  private let evidence: EvalEvidenceSource

  /// What files beside those of the commit say counts for nothing, so their evals are run by the plan.
  private static let run = "ipai promote plan --run-evals"

  init(_ selection: PromotionSelection, path: @escaping CheckedOutPath, _ evidence: @escaping EvalEvidenceSource) {
    self.selection = selection
    self.path = path
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
    guard let shown else {
      let hasEvals = tree.files.contains { Self.isEvals($0.path) }
      if !hasEvals, selection.takesWithoutEvals {
        step.isWithoutEvals = true
        return step
      }
      throw missing(step, hasEvals: hasEvals, isStale: found != nil)
    }
    if shown.failed > 0 {
      throw IpaiError(
        .conflict, "\(step.source): \(shown.failed) of \(Count.text(shown.passed + shown.failed, "eval")) failed",
        hint: "to see which: \(look(at: step))")
    }
    if shown.passed == 0 {
      guard selection.takesWithoutEvals else {
        throw IpaiError(
          .conflict, "\(step.source): none of its evals could be run",
          hint: "to see why: \(look(at: step)); to promote it all the same, add --allow-missing-evals")
      }
      step.isWithoutEvals = true
    }
    return step
  }

  /// How the cases are shown.
  private func look(at step: PromotionStep) -> String {
    guard let path = path(step.source) else { return "'ipai skills eval PATH' where the commit is checked out" }
    return "ipai skills eval \(ShellWord.quoted(path))"
  }

  /// Whether a file is one of those that evals stand in.
  private static func isEvals(_ path: String) -> Bool {
    let parts = PathText.parts(path)
    guard parts.count == 2, parts[0] == "evals" else { return false }
    return path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path == "evals/evals.json"
  }

  private func missing(_ step: PromotionStep, hasEvals: Bool, isStale: Bool) -> IpaiError {
    guard hasEvals else {
      return IpaiError(
        .conflict, "\(step.source): it has no evals",
        hint: "add some in evals/ ('man 7 ipai-skills'), or promote it without, with --allow-missing-evals")
    }
    if isStale {
      return IpaiError(
        .conflict, "\(step.source): its evals were run on other content than this",
        hint: "to run them on what is committed, add --run-evals: \(Self.run)")
    }
    return IpaiError(
      .conflict, "\(step.source): its evals have not been run",
      hint: "to run them on what is committed, add --run-evals: \(Self.run)")
  }
}
