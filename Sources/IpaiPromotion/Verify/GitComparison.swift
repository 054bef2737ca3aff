import IpaiCore
import IpaiGit
import IpaiSkills

/// Compares what was promoted with what a repository has.
enum GitComparison {
  /// What is wrong with a step, or why it could not be looked at.
  static func findings(
    _ step: PromotionLogReplay.Step, _ repository: borrowing GitRepository
  ) -> [VerificationFinding] {
    func finding(_ outcome: VerificationFinding.Outcome, _ message: String) -> [VerificationFinding] {
      [
        VerificationFinding(
          .git, outcome, skill: step.step.name, promotion: step.promotion, message)
      ]
    }
    guard let origin = step.origin else { return [] }
    guard let commit = ObjectID(hex: origin.commit), repository.contains(commit) else {
      let isShallow = !repository.shallowBoundary.isEmpty
      let hint = isShallow ? "this clone is shallow: git fetch --unshallow" : "this repository does not have it"
      return finding(.notChecked, "the commit \(origin.commit.prefix(12)) is not here; \(hint)")
    }
    if origin.isDirty {
      return finding(.notChecked, "it was promoted while files differed from the commit")
    }
    do {
      let path = PathText.bytes(step.step.source)
      guard let entry = try repository.committedEntry(at: path, in: commit) else {
        return finding(.failed, "the commit \(origin.commit.prefix(12)) has no \(step.step.source)")
      }
      if step.step.action == .retire { return [] }
      let form: SkillForm = entry.kind == .folder ? .folder : .file
      let skill = CommittedSkill(
        path: step.step.source, form: form, object: entry.id, isExecutable: entry.kind == .executable)
      let digest = try CommittedTree.package(of: skill, repository).digest.description
      guard digest == step.step.digest else {
        return finding(
          .failed, "the commit \(origin.commit.prefix(12)) has other files at \(step.step.source): \(digest)")
      }
      return []
    } catch {
      return finding(.notChecked, (error as? IpaiError)?.message ?? "the repository cannot be read")
    }
  }
}
